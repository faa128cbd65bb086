# Completion of misca in fish. To install it:
#   misca completion fish > ~/.config/fish/completions/misca.fish

function __misca_complete
    set -l line (commandline -cp | string collect)
    set -l found (command misca completion fish " $line" 2>/dev/null </dev/null)
    set -l kind $found[1]
    set -e found[1]
    switch "$kind"
        case files
            __fish_complete_path (commandline -ct)
        case folders
            __fish_complete_directories (commandline -ct)
        case '*'
            if test (count $found) -gt 0
                printf '%s\n' $found
            end
    end
end

complete -c misca -f -k -a '(__misca_complete)'
