# Completion of misca in bash. To install it for yourself:
#   misca completion bash > ~/.local/share/bash-completion/completions/misca
# or, without the package bash-completion, source this file in ~/.bashrc.

_misca() {
  local kind reply
  COMPREPLY=()
  {
    IFS= read -r kind
    while IFS= read -r reply; do
      COMPREPLY+=("$reply")
    done
  } < <(command misca completion bash " ${COMP_LINE:0:COMP_POINT}" " $COMP_WORDBREAKS" \
    2>/dev/null </dev/null)
  case $kind in
    files) compopt -o default 2>/dev/null ;;
    folders) compopt -o dirnames 2>/dev/null ;;
    beginnings) compopt -o nospace 2>/dev/null ;;
  esac
}

complete -F _misca misca
