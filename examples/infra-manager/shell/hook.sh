# Runs when `nix develop` has put the tools on PATH, in the folder where it was called.
infra_manager_at=$PWD
while [ ! -f "$infra_manager_at/shell/enter.sh" ] && [ -n "$infra_manager_at" ]; do
  infra_manager_at=${infra_manager_at%/*}
done
if [ -z "$infra_manager_at" ]; then
  printf '%s\n' "infra-manager: shell/enter.sh is in no folder above $PWD" \
    '  next: change to the folder that holds flake.nix and run `nix develop` there' >&2
  false
else
  . "$infra_manager_at/shell/enter.sh"
fi || case $- in
  # A person keeps the tools, to mend what is wrong; a command of `nix develop --command` does not run without secrets.
  *i*) printf '%s\n' 'infra-manager: the tools are here, no secret is; `. shell/enter.sh` enters again' >&2 ;;
  *) exit 1 ;;
esac
unset infra_manager_at
