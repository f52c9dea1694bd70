# shellcheck shell=sh
# Enters the developer shell: source this file from sh, bash or zsh (`. shell/enter.sh`).
# The four steps are in enter.mjs. What they hand over comes through a pipe: no secret is ever in a file or in the
# arguments of a process. When a step fails this returns 1 and has changed nothing.

infra_manager_enter() {
  # Tracing and echoing would show the secrets: off here, afterwards as it was.
  infra_manager_flags=
  case $- in *x*) infra_manager_flags=x ;; esac
  case $- in *v*) infra_manager_flags="${infra_manager_flags}v" ;; esac
  { set +xv; } 2>/dev/null

  infra_manager_status=1
  if ! command -v node >/dev/null 2>&1; then
    printf '%s\n' 'infra-manager: tools failed: node is not on PATH' \
      '  next: run `nix develop` in this folder, or install Node.js 24 (docs/shell.md, Tools) and enter again' >&2
  elif infra_manager_handed=$(node "$1/shell/enter.mjs"); then
    eval "$infra_manager_handed"
    infra_manager_status=0
  fi

  set -- "$infra_manager_status" "$infra_manager_flags"
  unset infra_manager_handed infra_manager_status infra_manager_flags
  if [ -n "$2" ]; then set "-$2"; fi
  return "$1"
}

# The folder of the example: where this file is, or, in a shell that cannot tell, the nearest above that has it.
if [ -n "${BASH_SOURCE:-}" ]; then
  # shellcheck disable=SC3028,SC3054
  case $BASH_SOURCE in
    */*) infra_manager_folder=$(CDPATH='' cd -- "${BASH_SOURCE%/*}/.." && pwd) ;;
    *) infra_manager_folder=$(CDPATH='' cd -- .. && pwd) ;;
  esac
elif [ -n "${ZSH_VERSION:-}" ]; then
  infra_manager_folder=$(eval 'print -r -- "${${(%):-%x}:A:h:h}"')
else
  infra_manager_folder=$PWD
  while [ ! -f "$infra_manager_folder/shell/enter.sh" ] && [ -n "$infra_manager_folder" ]; do
    infra_manager_folder=${infra_manager_folder%/*}
  done
fi

if infra_manager_enter "$infra_manager_folder"; then
  unset infra_manager_folder
  unset -f infra_manager_enter
else
  unset infra_manager_folder
  unset -f infra_manager_enter
  return 1
fi
