# Prints a packet filter of `rules` rules as iptables-save writes them, or as an nft script with a set of so many elements
# (format=nft). One rule in ten refuses, the others accept one of some common ports or one of their own from a network of
# their own. `edited` of them, spread over the file, are others than without it. The same text in every run.

function random(limit) {
  seed = (seed * 16807) % 2147483647
  return int(seed / 2147483647 * limit)
}

function network(    text) {
  text = 1 + random(223) "." random(256) "." random(256)
  return text ".0/" (24 + random(9))
}

function rule(    source, kind, port) {
  source = network()
  kind = random(10)
  port = random(2) ? 1 + random(65535) : common[1 + random(5)]
  if (kind == 0) return "-A INPUT -s " source " -j DROP"
  return "-A INPUT -s " source " -p tcp -m tcp --dport " port " -j ACCEPT"
}

BEGIN {
  split("22 80 443 5432 8080", common, " ")
  seed = 42
  step = edited ? int(rules / edited) : rules + 1
  if (format == "nft") print "table inet filter {\n  set blocked {\n    type ipv4_addr\n    flags interval\n    elements = {"
  else print "*filter\n:INPUT DROP [0:0]\n:FORWARD DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT"
  for (i = 1; i <= rules; i++) {
    text = format == "nft" ? "      " network() "," : rule()
    if (i % step == 0) text = format == "nft" ? "      203.0.113." i % 256 "," : "-A INPUT -s 198.51.100." i % 256 " -p tcp -m tcp --dport " i % 65536 " -j ACCEPT"
    print text
  }
  if (format == "nft") print "    }\n  }\n  chain input {\n    type filter hook input priority 0; policy drop;\n    ip saddr @blocked drop\n    tcp dport { 80, 443 } accept\n  }\n}"
  else print "COMMIT"
}
