import Exposure

/// The ports of firewalld's own services, by their names (firewalld's `config/services/*.xml`).
enum FirewalldServices {
  /// `name port/protocol …`, one service a line. Services that need a helper are named with their first port.
  private static let table = """
    amqp 5672/tcp
    amqps 5671/tcp
    bacula-client 9102/tcp
    bgp 179/tcp
    ceph-mon 3300/tcp 6789/tcp
    ceph 6800-7300/tcp
    cockpit 9090/tcp
    dhcp 67/udp
    dhcpv6 547/udp
    dhcpv6-client 546/udp
    dns 53/tcp 53/udp
    dns-over-tls 853/tcp
    docker-registry 5000/tcp
    docker-swarm 2377/tcp 7946/tcp 7946/udp 4789/udp
    elasticsearch 9300/tcp 9200/tcp
    etcd-client 2379/tcp
    etcd-server 2380/tcp
    ftp 21/tcp
    git 9418/tcp
    grafana 3000/tcp
    gre =47
    high-availability 2224/tcp 3121/tcp 5403/tcp 5404/udp 5405-5412/udp 9929/tcp 9929/udp 21064/tcp
    http 80/tcp
    http3 443/udp
    https 443/tcp
    imap 143/tcp
    imaps 993/tcp
    influxdb 8086/tcp
    ipp 631/udp 631/tcp
    ipp-client 631/udp
    ipsec =50 =51 500/udp 4500/udp 4500/tcp
    iscsi-target 3260/tcp 3260/udp
    jenkins 8080/tcp
    kadmin 749/tcp
    kerberos 88/tcp 88/udp
    kibana 5601/tcp
    kube-api 6443/tcp
    kube-apiserver 6443/tcp
    kube-controller-manager 10257/tcp
    kube-nodeport-services 30000-32767/tcp 30000-32767/udp
    kube-scheduler 10259/tcp
    kube-worker 10250/tcp 30000-32767/tcp
    kubelet 10250/tcp
    ldap 389/tcp
    ldaps 636/tcp
    libvirt 16509/tcp
    libvirt-tls 16514/tcp
    llmnr 5355/udp 5355/tcp
    mdns 5353/udp
    memcache 11211/tcp 11211/udp
    minecraft 25565/tcp
    mongodb 27017/tcp
    mountd 20048/tcp 20048/udp
    mqtt 1883/tcp
    mqtt-tls 8883/tcp
    ms-wbt 3389/tcp
    mssql 1433/tcp
    mysql 3306/tcp
    nfs 2049/tcp
    nfs3 2049/tcp 2049/udp
    node-exporter 9100/tcp
    ntp 123/udp
    openvpn 1194/udp
    pop3 110/tcp
    pop3s 995/tcp
    postgresql 5432/tcp
    prometheus 9090/tcp
    proxy-dhcp 4011/udp
    puppetmaster 8140/tcp
    radius 1812/tcp 1812/udp 1813/tcp 1813/udp
    rdp 3389/tcp
    redis 6379/tcp
    redis-sentinel 26379/tcp
    rpc-bind 111/tcp 111/udp
    rsh 514/tcp
    rsyncd 873/tcp 873/udp
    salt-master 4505/tcp 4506/tcp
    samba 139/tcp 445/tcp
    samba-client 138/udp
    sip 5060/tcp 5060/udp
    sips 5061/tcp 5061/udp
    smtp 25/tcp
    smtp-submission 587/tcp
    smtps 465/tcp
    snmp 161/udp 161/tcp
    snmptrap 162/tcp 162/udp
    squid 3128/tcp
    ssh 22/tcp
    syncthing 22000/tcp 22000/udp 21027/udp
    syslog 514/udp
    syslog-tls 6514/tcp 6514/udp
    telnet 23/tcp
    tftp 69/udp
    tor-socks 9050/tcp
    transmission-client 51413/tcp 51413/udp
    vdsm 54321/tcp
    vnc-server 5900-5903/tcp
    wbem-http 5988/tcp
    wbem-https 5989/tcp
    wireguard 51820/udp
    ws-discovery 3702/udp 3702/tcp
    xdmcp 177/udp 177/tcp
    zabbix-agent 10050/tcp
    zabbix-server 10051/tcp
    """

  /// The packets of a service; `nil` for one that is not known.
  static func boxes(_ name: String) -> [TrafficBox]? {
    for line in table.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.first.map({ $0 == name }) ?? false else { continue }
      return words.dropFirst().compactMap { word in
        if word.hasPrefix("="), let number = UInt8(word.dropFirst()) {
          return TrafficBox(protocols: ProtocolSet(members: [number]))
        }
        let parts = word.split(separator: "/")
        guard parts.count == 2, let ports = ServiceText.numbers(parts[0]), let number = IPProtocol.number(parts[1])
        else { return nil }
        return TrafficBox(protocols: ProtocolSet(members: [number]), destinationPorts: PortSet(ports))
      }
    }
    return nil
  }
}
