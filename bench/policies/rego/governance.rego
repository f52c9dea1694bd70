package main

residency := {"GRA", "SBG", "RBX", "DE", "WAW", "EU-WEST-PAR", "GRA9", "GRA11", "SBG5", "DE1", "WAW1"}

deny contains finding("GOV001", r, "a region outside the list") if {
	some r in all
	some region in regions_of(r.inputs)
	not region in residency
}

regions_of(inputs) := {region |
	walk(inputs, [path, region])
	count(path) > 0
	path[count(path) - 1] in {"region", "regionName"}
	is_string(region)
} | {region | some region in object.get(inputs, "backupRegions", [])}

deny contains finding("GOV002", r, "a name outside the law") if {
	some r in by_type[bucket]
	not regex.match(`^[a-z][a-z0-9-]*-prod$`, r.inputs.name)
}

deny contains finding("GOV002", r, "a name outside the law") if {
	some r in servers | by_type[os_port]
	r.inputs.name
	not startswith(r.inputs.name, "prod-")
}

deny contains finding("GOV003", r, "a label that is absent") if {
	some r in by_type[bucket]
	some label in ["env", "owner", "cost-centre", "data-class"]
	not object.get(r.inputs, ["tags", label], false)
}

deny contains finding("GOV004", r, "a size outside the list") if {
	some r in by_type["openstack:compute/instance:Instance"]
	not r.inputs.flavorName in {"d2-4", "b3-8", "b3-16", "b3-32"}
}

deny contains finding("GOV004", r, "a size outside the list") if {
	some r in databases
	not regex.match(`^(db1-(4|7|15|30)|db2-(4|7|15)|b3-(8|16|32))$`, r.inputs.flavor)
}

deny contains finding("GOV005", r, "a budget without an alert") if {
	some r in by_type["ovh:CloudProject/project:Project"]
	count(object.get(by_type, "ovh:CloudProject/alerting:Alerting", set())) == 0
}

deny contains finding("GOV006", r, "data without protection in the engine") if {
	some r in databases
	r.protect == false
}

guards := {"ipRestrictions", "nodes", "version", "policy", "remoteIpPrefix", "userData"}

deny contains finding("GOV006", r, "what a rule guards is ignored") if {
	some r in all
	some path in r.ignoreChanges
	path in guards
}
