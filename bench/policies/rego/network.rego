package main

# Rules for what comes in from a public source; a source that is left out is any.
inbound contains r if {
	some r in by_type[sgr]
	r.inputs.direction == "ingress"
	from_public(r.inputs)
}

from_public(inputs) if public(inputs.remoteIpPrefix)

from_public(inputs) if no_source(inputs)

no_source(inputs) if {
	not inputs.remoteIpPrefix
	not inputs.remoteGroupId
	not inputs.remoteAddressGroupId
}

# Ports that are left out are all of them. Ports of icmp are types and codes.
opens(inputs, ports) if {
	inputs.protocol in {"tcp", "udp", "6", "17", "any"}
	inputs.portRangeMin
	some port in ports
	inputs.portRangeMin <= port
	port <= object.get(inputs, "portRangeMax", inputs.portRangeMin)
}

opens(inputs, _) if every_port(inputs)

every_port(inputs) if not inputs.protocol

every_port(inputs) if {
	inputs.protocol in {"tcp", "udp", "6", "17", "any"}
	not inputs.portRangeMin
	not inputs.portRangeMax
}

deny contains finding("NET001", r, "SSH from the internet") if {
	some r in inbound
	opens(r.inputs, [22])
}

deny contains finding("NET002", r, "an administrator's port from the internet") if {
	some r in inbound
	opens(r.inputs, [3389, 5985, 5986, 2379, 2380, 6443, 8006, 10250, 2375, 2376])
}

deny contains finding("NET003", r, "a database's port from the internet") if {
	some r in inbound
	opens(r.inputs, [5432, 3306, 6379, 27017, 9200, 9092, 8086, 11211])
}

deny contains finding("NET004", r, "protocol or ports left out for a public source") if {
	some r in inbound
	every_port(r.inputs)
}

deny contains finding("NET005", r, "no source") if {
	some r in by_type[sgr]
	r.inputs.direction == "ingress"
	no_source(r.inputs)
}

deny contains finding("NET006", r, "no port security") if {
	some r in by_type[os_port]
	r.inputs.portSecurityEnabled == false
}

deny contains finding("NET006", r, "no security group") if {
	some r in by_type[os_port]
	r.inputs.noSecurityGroups == true
}

deny contains finding("NET007", r, "any address may be taken") if {
	some r in by_type[os_port]
	some pair in r.inputs.allowedAddressPairs
	wide(pair.ipAddress)
}

listeners := by_type["openstack:loadbalancer/listener:Listener"]

deny contains finding("NET008", r, "cleartext to the internet") if {
	some r in listeners
	not r.inputs.protocol in {"HTTPS", "TERMINATED_HTTPS"}
	not restricted(r.inputs)
}

restricted(inputs) if {
	count(inputs.allowedCidrs) > 0
	every cidr in inputs.allowedCidrs { not wide(cidr) }
}

deny contains finding("NET009", r, "the cluster's API open to the internet") if {
	some r in by_type["ovh:CloudProject/kubeIpRestrictions:KubeIpRestrictions"]
	some ip in r.inputs.ips
	not narrow(ip)
}

deny contains finding("NET009", r, "a cluster without restrictions") if {
	some r in by_type["ovh:CloudProject/kube:Kube"]
	guarded := {rule.inputs.kubeId | some rule in by_type["ovh:CloudProject/kubeIpRestrictions:KubeIpRestrictions"]}
	not r.id in guarded
}

deny contains finding("NET010", r, "no description") if {
	some r in by_type[sgr] | by_type["openstack:networking/secGroup:SecGroup"]
	trim_space(object.get(r.inputs, "description", "")) == ""
}
