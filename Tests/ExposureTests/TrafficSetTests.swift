import Exposure
import Testing

@Suite("Traffic sets")
struct TrafficSetTests {
  @Test("the algebra agrees with packet-by-packet membership")
  func algebra() {
    var generator = Generator(seed: 3)
    for _ in 0..<25 {
      let boxes = (0..<4).map { _ in SmallWorld.box(&generator) }
      let left = TrafficSet(boxes[..<2])
      let right = TrafficSet(boxes[2...])
      let union = left.union(right)
      let common = left.intersection(right)
      let rest = left.subtracting(right)
      let outside = left.complement
      for packet in SmallWorld.packets {
        let isLeft = boxes[..<2].contains { $0.matches(packet) }
        let isRight = boxes[2...].contains { $0.matches(packet) }
        let isRight2 = right.contains(packet)
        #expect(left.contains(packet) == isLeft && isRight2 == isRight)
        #expect(union.contains(packet) == (isLeft || isRight))
        #expect(common.contains(packet) == (isLeft && isRight))
        #expect(rest.contains(packet) == (isLeft && !isRight))
        #expect(outside.contains(packet) == !isLeft)
      }
      #expect(union == right.union(left))
      #expect(rest.union(common) == left)
      #expect(rest.isDisjoint(with: right) && rest.isSubset(of: left))
      #expect(outside.complement == left)
      #expect(left.subtracting(left).isEmpty)
    }
  }

  @Test("the boxes of a set are disjoint and together the set")
  func boxes() throws {
    var generator = Generator(seed: 4)
    for _ in 0..<10 {
      let set = TrafficSet((0..<3).map { _ in SmallWorld.box(&generator) })
      let boxes = try #require(set.boxes())
      #expect(TrafficSet(boxes) == set)
      for packet in SmallWorld.packets {
        #expect(boxes.count { $0.matches(packet) } == (set.contains(packet) ? 1 : 0))
      }
      #expect(set.largestBoxes(3) == Array(boxes.prefix(3)))
      #expect(set.boxes(limit: boxes.count - 1) == nil || boxes.isEmpty)
    }
  }

  @Test("equality is by members, not by writing")
  func equality() throws {
    let halves = try ["0.0.0.0/1", "128.0.0.0/1"].map {
      TrafficSet(TrafficBox(families: [.ipv4], sources: AddressSet(try Prefix(parsing: $0))))
    }
    #expect(TrafficSet.union(of: halves) == TrafficSet.all(.ipv4))
    #expect(TrafficSet.all(.ipv4).union(.all(.ipv6)).isAll)
    #expect(TrafficSet.all(.ipv4) != TrafficSet.all(.ipv6))
  }

  @Test("ports imply protocols that have them, ICMP types imply ICMP")
  func implied() throws {
    let source = try #require(Address("192.0.2.1"))
    let ports = TrafficSet(TrafficBox(destinationPorts: PortSet(22...22)))
    let ping = TrafficSet(TrafficBox(icmpTypes: IntervalSet(UInt16(8) << 8...UInt16(8) << 8 | 255)))
    func packet(_ number: UInt8) -> Packet {
      Packet(
        source: source, destination: source, protocol: number, destinationPort: 22, icmpType: 8 << 8)
    }
    #expect(ports.contains(packet(6)) && ports.contains(packet(132)) && !ports.contains(packet(1)))
    #expect(ping.contains(packet(1)) && !ping.contains(packet(6)) && !ping.contains(packet(58)))
  }

  @Test(
    "boxes read as people say them",
    arguments: [
      (
        TrafficBox(protocols: ProtocolSet(members: [6]), destinationPorts: PortSet([22...22, 1024...3388])),
        "any source → tcp 22, 1024–3388"
      ),
      (TrafficBox(), "any source → everything"),
      (
        TrafficBox(families: [.ipv6], protocols: ProtocolSet(members: [6, 17])),
        "any IPv6 source → tcp/udp"
      ),
      (
        TrafficBox(
          families: [.ipv4], sources: AddressSet(AddressRange(Address(ipv4: 0x0A00_0001))),
          protocols: ProtocolSet(members: [1]), icmpTypes: IntervalSet(UInt16(8) << 8...UInt16(8) << 8 | 255),
          inInterfaces: .loopback), "10.0.0.1 → icmp type 8 on lo"
      ),
      (TrafficBox(protocols: ProtocolSet(members: [6]).complement), "any source → every protocol but tcp"),
    ])
  func words(box: TrafficBox, text: String) throws {
    #expect(box.description == text)
    let boxes = TrafficSet(box).largestBoxes(1)
    #expect(boxes.map(\.description) == [text])
  }

  @Test("the largest box comes first")
  func largest() throws {
    let wide = TrafficBox(protocols: ProtocolSet(members: [6]), destinationPorts: PortSet(8000...9000))
    let narrow = TrafficBox(
      families: [.ipv4], sources: AddressSet(try Prefix(parsing: "10.0.0.0/8")),
      protocols: ProtocolSet(members: [17]), destinationPorts: PortSet(53...53))
    let boxes = TrafficSet([narrow, wide]).largestBoxes(2).map(\.description)
    #expect(boxes == ["any source → tcp 8000–9000", "10.0.0.0/8 → udp 53"])
  }

  @Test("forgetting a dimension asks for some value of it")
  func forgetting() {
    let set = TrafficSet(
      TrafficBox(
        protocols: ProtocolSet(members: [17]), sourcePorts: PortSet(53...53), destinationPorts: PortSet(9...9)
      ))
    let expected = TrafficSet(
      TrafficBox(protocols: ProtocolSet(members: [17]), destinationPorts: PortSet(9...9)))
    #expect(set.forgetting(.sourcePort) == expected)
    #expect(set.forgetting(.source) == set)
  }

  @Test("exchanging the ends twice is the same set")
  func exchange() throws {
    var generator = Generator(seed: 5)
    for _ in 0..<10 {
      let set = TrafficSet((0..<2).map { _ in SmallWorld.box(&generator) })
      let exchanged = try #require(set.exchangingEnds())
      #expect(exchanged.exchangingEnds() == set)
    }
  }
}
