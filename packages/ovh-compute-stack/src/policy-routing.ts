/** Files of a host that make answers leave through the interface the request came in on. Pure text. */

/** Path of the script and of the systemd unit that runs it at every boot. */
export const policyRoutingScript = "/usr/local/sbin/policy-routing";
export const policyRoutingUnit = "policy-routing.service";

/**
 * The script. It finds the private interface by the subnet's block, because interface names differ between images,
 * and gives each interface a routing table with a default route of its own:
 *
 * | priority | what | table |
 * |---|---|---|
 * | 1000 | routes to networks that are directly there, Docker's included | main |
 * | 1001 | containers' answers to connections that came in on the private interface, known by their mark | private |
 * | 1002 | what the host sends from its private address | private |
 * | 1003 | all else | public |
 *
 * The mark is needed for ports that Docker publishes: an answer of a container is routed while it still has the
 * container's address, so that a rule on the host's address never sees it.
 */
export function policyRouting(subnetCidr: string): string {
  return script.replace("@BLOCK@", subnetCidr);
}

const script = `#!/bin/sh
# Answers leave through the interface the request came in on.
# Runs at every boot (${policyRoutingUnit}); running it again changes nothing.
set -eu

block='@BLOCK@'
public_table=101
private_table=102
mark=0x20000
chain=POLICY-ROUTING

# The interface that has an address in the private block.
private_link() {
  ip -o -4 address show scope global to "$block" | awk 'NR == 1 { sub("@.*", "", $2); print $2 }'
}

# The address of an interface; with a block, the one inside it.
address_of() {
  ip -o -4 address show dev "$1" scope global to "\${2:-0.0.0.0/0}" | awk 'NR == 1 { sub("/.*", "", $4); print $4 }'
}

# "<interface> <gateway>" of the first default route whose interface is (is) or is not (not) the given one.
default_route() {
  ip -4 route show default | awk -v how="$1" -v link="$2" '{
    dev = via = ""
    for (i = 1; i < NF; i++) { if ($i == "dev") dev = $(i + 1); if ($i == "via") via = $(i + 1) }
    if ((how == "is") == (dev == link)) { print dev, via; exit }
  }'
}

# Some images leave the second interface down: it is brought up by DHCP, last in the order of default routes.
wake() {
  for device in /sys/class/net/*/device; do
    [ -e "$device" ] || continue
    link=\${device%/device}
    link=\${link##*/}
    [ -z "$(ip -o -4 address show dev "$link")" ] || continue
    ip link set "$link" up
    if systemctl is-active --quiet systemd-networkd; then
      printf '[Match]\\nName=%s\\n\\n[Network]\\nDHCP=ipv4\\n\\n[DHCPv4]\\nRouteMetric=1000\\nUseDNS=false\\n' "$link" \\
        > "/etc/systemd/network/90-$link.network"
      networkctl reload
    elif command -v dhclient > /dev/null; then
      dhclient -nw "$link"
    fi
  done
}

# The one route of a table: a default by that gateway, or none at all, so that nothing falls through to another table.
only_route() {
  ip -4 route flush table "$1" 2> /dev/null || true
  if [ -n "$3" ]; then
    ip -4 route add default via "$3" dev "$2" onlink table "$1"
  else
    ip -4 route add unreachable default table "$1"
  fi
}

only_rule() {
  priority=$1
  shift
  while ip -4 rule delete priority "$priority" 2> /dev/null; do :; done
  ip -4 rule add priority "$priority" "$@"
}

attempt=0
until [ -n "$(private_link)" ]; do
  attempt=$((attempt + 1))
  if [ "$attempt" -eq 10 ]; then wake; fi
  if [ "$attempt" -ge 60 ]; then
    echo "policy-routing: no interface has an address in $block" >&2
    exit 1
  fi
  sleep 2
done

private=$(private_link)
route=$(default_route is "$private")
only_route "$private_table" "$private" "\${route#* }"

route=$(default_route not "$private")
public=\${route%% *}
if [ -n "$public" ] && [ -n "\${route#* }" ]; then
  only_route "$public_table" "$public" "\${route#* }"
  only_rule 1003 lookup "$public_table"
  echo 2 > "/proc/sys/net/ipv4/conf/$public/rp_filter"
fi
echo 2 > "/proc/sys/net/ipv4/conf/$private/rp_filter"

only_rule 1000 lookup main suppress_prefixlength 0
only_rule 1001 fwmark "$mark/$mark" lookup "$private_table"
only_rule 1002 from "$(address_of "$private" "$block")" lookup "$private_table"

iptables -w -t mangle -N "$chain" 2> /dev/null || iptables -w -t mangle -F "$chain"
iptables -w -t mangle -A "$chain" -i "$private" -m conntrack --ctstate NEW -j CONNMARK --set-xmark "$mark/$mark"
iptables -w -t mangle -A "$chain" ! -i "$private" -j CONNMARK --restore-mark --nfmask "$mark" --ctmask "$mark"
iptables -w -t mangle -C PREROUTING -j "$chain" 2> /dev/null || iptables -w -t mangle -A PREROUTING -j "$chain"
`;

/** The unit. Docker waits for it, but starts even when there is no private interface to be found. */
export const policyRoutingService = `[Unit]
Description=Answers leave through the interface the request came in on
Wants=network-online.target
After=network-online.target
Before=docker.service
StartLimitIntervalSec=0

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=${policyRoutingScript}
Restart=on-failure
RestartSec=15

[Install]
WantedBy=multi-user.target
`;

/** Without this, systemd-networkd removes rules and routes that are not its own whenever it restarts. */
export const networkdKeepsRoutes = `[Network]
ManageForeignRoutes=no
ManageForeignRoutingPolicyRules=no
`;
