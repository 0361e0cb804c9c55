/// A port whose exposure is a finding of its own.
public struct ServicePort: Hashable, Sendable {
  public var number: UInt16
  /// What listens there, as people call it.
  public var service: String

  public init(_ number: UInt16, _ service: String) {
    self.number = number
    self.service = service
  }

  /// Ports that command the machine or the platform behind them (`fw.ingress.world_admin`).
  public static let admin: [ServicePort] = [
    ServicePort(22, "SSH"), ServicePort(23, "Telnet"), ServicePort(445, "SMB"),
    ServicePort(512, "rexec"), ServicePort(513, "rlogin"), ServicePort(514, "rsh"),
    ServicePort(623, "IPMI"), ServicePort(2375, "Docker"), ServicePort(2376, "Docker TLS"),
    ServicePort(3389, "RDP"), ServicePort(5900, "VNC"), ServicePort(5901, "VNC"),
    ServicePort(5985, "WinRM"), ServicePort(5986, "WinRM TLS"), ServicePort(6443, "Kubernetes API"),
    ServicePort(8200, "Vault"), ServicePort(8500, "Consul"), ServicePort(10250, "kubelet"),
  ]

  /// Ports that answer with stored data (`fw.ingress.world_data`).
  public static let data: [ServicePort] = [
    ServicePort(111, "rpcbind"), ServicePort(389, "LDAP"), ServicePort(1433, "SQL Server"),
    ServicePort(1521, "Oracle"), ServicePort(2049, "NFS"), ServicePort(2379, "etcd"),
    ServicePort(2380, "etcd peers"), ServicePort(3306, "MySQL"), ServicePort(5432, "PostgreSQL"),
    ServicePort(5439, "Redshift"), ServicePort(5672, "AMQP"), ServicePort(5984, "CouchDB"),
    ServicePort(6379, "Redis"), ServicePort(8086, "InfluxDB"), ServicePort(9042, "Cassandra"),
    ServicePort(9092, "Kafka"), ServicePort(9200, "Elasticsearch"), ServicePort(9300, "Elasticsearch nodes"),
    ServicePort(11211, "memcached"), ServicePort(26257, "CockroachDB"), ServicePort(27017, "MongoDB"),
  ]

  /// The packets that ask for this port over TCP or UDP.
  public var traffic: TrafficSet {
    TrafficSet(
      TrafficBox(
        protocols: ProtocolSet(members: [IPProtocol.tcp, IPProtocol.udp]),
        destinationPorts: PortSet(number...number)))
  }
}
