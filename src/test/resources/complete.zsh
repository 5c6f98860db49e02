# What zsh would offer for a line, one a line: a shell in a pseudo terminal is asked.
zmodload zsh/zpty
zpty shell zsh -f -i
send() { zpty -w shell "$1"; }
send "PS1=; unsetopt zle_bracketed_paste 2>/dev/null; fpath=(${(q)1} \$fpath)"
send 'autoload -Uz compinit && compinit -u -D'
send 'zstyle ":completion:*" insert-tab false; zstyle ":completion:*" verbose no'
send 'compadd() {
  local -a hits
  if [[ " $* " == *" -"[AOD]" "* ]]; then builtin compadd "$@"; return; fi
  builtin compadd -A hits "$@"
  (( $#hits )) && print -rl -- "<hit>"${^hits}"</hit>"
  builtin compadd "$@"
}'
send 'finish() { print -r -- "<end>" }; comppostfuncs=(finish); bindkey "^I" complete-word'
send 'print -r -- "<re""ady>"'
while zpty -r shell text; do [[ $text == *"<ready>"* ]] && break; done
zpty -w -n shell "$2"$'\t'
while zpty -r shell text; do
  [[ $text == *"<hit>"*"</hit>"* ]] && print -r -- ${${text#*<hit>}%%</hit>*}
  [[ $text == *"<end>"* ]] && break
done
zpty -d shell
