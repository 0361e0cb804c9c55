import Exposure
import YAML

/// Who is on the other side of a rule, and which ports: the parts that the engines' policies share.
struct PolicyPeers {
  let way: ReachGroup.Way

  /// A box with the peer's addresses on the side that the way has for them.
  func box(_ addresses: AddressSet) -> TrafficBox {
    var box = TrafficBox()
    if way == .ingress { box.sources = addresses } else { box.destinations = addresses }
    return box
  }

  /// The term of a peer that only has a name: `from pods app=web`.
  func named(_ what: String) -> Condition {
    Condition(.unknown, "\(way == .ingress ? "from" : "to") \(what)")
  }

  /// Addresses of CIDR texts; `nil` with the first one that cannot be read.
  static func addresses(_ texts: [String]) -> (set: AddressSet, unread: String?) {
    var ranges: [AddressRange] = []
    for text in texts {
      guard let prefix = try? Prefix(parsing: text, clearingHostBits: true) else { return (.none, text) }
      ranges.append(AddressRange(prefix))
    }
    return (AddressSet(ranges), nil)
  }

  /// `cidr` without `except`.
  func block(cidr: YAMLNode?, except: YAMLNode?) -> Peer {
    let texts = [cidr?.text ?? ""] + (except?.elements ?? []).map { $0.text ?? $0.canonical }
    let whole = Self.addresses([texts[0]])
    let holes = Self.addresses(Array(texts.dropFirst()))
    if let unread = whole.unread ?? holes.unread {
      let term = cidr.flatMap(Unresolved.term) ?? Unresolved.shown(unread)
      return Peer(
        box: TrafficBox(), conditions: [Unresolved.condition("the block is \(term.isEmpty ? "missing" : term)")])
    }
    return Peer(box: box(whole.set.subtracting(holes.set)), conditions: [])
  }

  /// One alternative of a rule: packets and what must hold for them.
  struct Peer {
    var box: TrafficBox
    var conditions: [Condition]
  }

  /// Restricts a peer to a port entry of `protocol`, `port` and `endPort`.
  private static func restricted(_ peer: Peer, to port: YAMLNode, _ defaultProtocol: String) -> Peer {
    var peer = peer
    let name = port["protocol"]?.text ?? defaultProtocol
    if name == "ANY" {
      peer.box.protocols = ProtocolSet(members: [IPProtocol.tcp, IPProtocol.udp, IPProtocol.sctp])
    } else if let number = IPProtocol.number(name) {
      peer.box.protocols = peer.box.protocols.intersection(ProtocolSet(members: [number]))
    } else {
      peer.conditions.append(Unresolved.condition("the protocol is \(Unresolved.shown(name))"))
    }
    guard let first = port["port"] else { return peer }
    guard let low = first.text.flatMap({ UInt16($0) }) else {
      // The pods give the name a number, each its own.
      peer.conditions.append(Unresolved.condition("the port is \(Unresolved.shown(first.canonical))"))
      return peer
    }
    guard let last = port["endPort"] else {
      peer.box.destinationPorts = PortSet(low...low)
      return peer
    }
    if let high = last.text.flatMap({ UInt16($0) }), high >= low {
      peer.box.destinationPorts = PortSet(low...high)
    } else {
      peer.conditions.append(Unresolved.condition("the last port is \(Unresolved.shown(last.canonical))"))
    }
    return peer
  }

  /// Every peer with every port; no port entry means all of them.
  ///
  /// - Parameter defaultProtocol: what an entry without one means: `TCP`, or `ANY` of those with ports.
  static func rules(
    _ peers: [Peer], ports: [YAMLNode], defaultProtocol: String = "TCP", _ action: Rule.Action, order: Int = 0,
    line: Int
  ) -> [Rule] {
    let restricted =
      ports.isEmpty
      ? peers : peers.flatMap { peer in ports.map { Self.restricted(peer, to: $0, defaultProtocol) } }
    // What depends on nothing becomes one rule, which keeps a list of thousands of addresses cheap.
    let certain = restricted.filter(\.conditions.isEmpty).map(\.box)
    let known =
      certain.isEmpty ? [] : [Rule(TrafficSet(certain), action: action, order: order, origin: Origin(line: line))]
    let unknown = restricted.filter { !$0.conditions.isEmpty }.map { peer in
      Rule(
        TrafficSet(peer.box), conditions: Set(peer.conditions).sorted(), action: action, order: order,
        origin: Origin(line: line))
    }
    return known + unknown
  }
}
