#compdef misca
# Completion of misca in zsh. To install it, write it as _misca into a folder of $fpath, before
# compinit runs:
#   misca completion zsh > ~/.zfunc/_misca

_misca() {
  local kind value said
  local -a values shown
  {
    IFS= read -r kind
    while IFS=$'\t' read -r value said; do
      values+=("$value")
      shown+=("${value}${said:+  -- $said}")
    done
  } < <(command misca completion zsh " ${(j: :)words[1,CURRENT-1]} $PREFIX" 2>/dev/null </dev/null)
  case $kind in
    files) _files ;;
    folders) _files -/ ;;
    beginnings) compadd -S '' -d shown -a values ;;
    described) compadd -l -d shown -a values ;;
    *) compadd -a values ;;
  esac
}

if [[ ${zsh_eval_context[-1]} == loadautofunc ]]; then
  _misca "$@"
else
  compdef _misca misca
fi
