/// Rule sets as administrators write them, each with a trap.
enum HandwrittenRules {
  static let iptables = [
    // The state rule first, then services, then a final reject instead of a policy.
    """
    *filter
    :INPUT ACCEPT [0:0]
    :FORWARD DROP [0:0]
    :OUTPUT ACCEPT [0:0]
    -A INPUT -m state --state RELATED,ESTABLISHED -j ACCEPT
    -A INPUT -i lo -j ACCEPT
    -A INPUT -p tcp -m tcp --dport 22 -s 198.51.100.0/255.255.255.0 -j ACCEPT
    -A INPUT -p tcp -m multiport --dports 80,100:150 -m comment --comment "web; -j DROP" -j ACCEPT
    -A INPUT -p icmp --icmp-type echo-request -j ACCEPT
    -A INPUT -j REJECT --reject-with icmp-host-prohibited
    COMMIT
    """,
    // A later table drops what an earlier one accepts, and a raw table drops before both.
    """
    *raw
    :PREROUTING ACCEPT [0:0]
    -A PREROUTING -s 203.0.113.7 -p udp -j DROP
    COMMIT
    *mangle
    :INPUT ACCEPT [0:0]
    -A INPUT -p tcp --dport 60 -j DROP
    -A INPUT -p tcp --dport 22 -j MARK --set-mark 1
    COMMIT
    *filter
    :INPUT DROP [0:0]
    -A INPUT -p tcp -m iprange --src-range 198.51.100.10-198.51.100.200 -j ACCEPT
    -A INPUT -p tcp --tcp-flags SYN,ACK,FIN,RST SYN --dport 1:60 -j ACCEPT
    -A INPUT -p udp ! --dport 100 -j ACCEPT
    COMMIT
    """,
    // Insertions at the front and at a number.
    """
    *filter
    :INPUT DROP [0:0]
    :extra - [0:0]
    -A extra -p udp -j RETURN
    -A INPUT -p tcp --dport 22 -j ACCEPT
    -I INPUT -p tcp -s 198.51.0.0/16 -j DROP
    -I INPUT 2 -p udp --sport 22 -j ACCEPT
    -A INPUT -p tcp --dport 100 -j ACCEPT
    -A INPUT -j extra
    COMMIT
    """,
  ]

  static let nft = [
    // Accept ends only its own chain: the later chain still drops.
    """
    flush ruleset
    table inet early {
      chain input { type filter hook input priority -5; policy drop
        tcp dport { 22, 60, 100 } accept
        meta l4proto { icmp, icmpv6 } accept
      }
    }
    table inet late {
      chain input { type filter hook input priority 5; policy accept
        tcp dport 22 drop
      }
    }

    """,
    // Command style, with insertions, elements added after the rule that uses them, and a flush.
    """
    flush ruleset
    add table inet t
    add chain inet t in { type filter hook input priority 0; policy drop; }
    add set inet t allowed { type inet_service; }
    add rule inet t in tcp dport @allowed accept
    insert rule inet t in ip saddr 198.51.0.0/16 drop
    add element inet t allowed { 22, 60 }
    add element inet t allowed { 100, 150 }
    delete element inet t allowed { 60 }
    add rule inet t in index 0 udp dport 1-100 accept
    add chain inet t gone { type filter hook input priority 9; policy drop; }
    delete chain inet t gone

    """,
    // A named verdict map, concatenations with intervals, the family in a condition.
    """
    flush ruleset
    table inet t {
      map dispatch { type inet_proto : verdict; elements = { tcp : jump tcp_in, udp : goto udp_in } }
      set pairs { type ipv4_addr . inet_service; flags interval
        elements = { 198.51.100.0/24 . 20-60, 203.0.113.7 . 100 } }
      chain tcp_in {
        ip saddr . tcp dport @pairs accept
        meta nfproto ipv6 tcp dport 22 accept
        tcp dport 150 return
        tcp flags syn tcp dport 60 accept
      }
      chain udp_in { th dport >= 100 accept; udp sport 22 accept; }
      chain input { type filter hook input priority filter; policy drop;
        ct state vmap { established : accept, related : accept, invalid : drop }
        iif lo accept
        meta l4proto vmap @dispatch
        tcp dport 150 accept
        icmp type { echo-request, timestamp-request } accept
        icmpv6 type echo-request accept
      }
    }

    """,
    // A dormant table filters nothing; a table that is deleted before it is written again starts empty.
    """
    table inet t { chain input { type filter hook input priority 0; policy drop; }; }
    delete table inet t
    table inet t { chain input { type filter hook input priority 0; policy accept; tcp dport 1-50 drop; }; }
    table inet asleep { flags dormant; chain input { type filter hook input priority 0; policy drop; }; }

    """,
  ]
}
