import Exposure
import Testing

@Suite("Addresses and prefixes")
struct AddressTests {
  @Test(
    "text is read and written canonically",
    arguments: [
      ("0.0.0.0", "0.0.0.0"), ("255.255.255.255", "255.255.255.255"), ("::", "::"), ("::1", "::1"),
      ("2001:DB8:0:0:0:0:0:1", "2001:db8::1"), ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
      ("1::", "1::"), ("::ffff:192.0.2.1", "::ffff:c000:201"), ("1:0:0:2:0:0:0:3", "1:0:0:2::3"),
      ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"), ("fe80:0:0:0:1::", "fe80::1:0:0:0"),
    ])
  func text(given: String, written: String) throws {
    let address = try #require(Address(given))
    #expect(address.description == written)
    #expect(Address(written) == address)
  }

  @Test(
    "loose text is refused",
    arguments: [
      "", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1.2.3.-4", "1.2.3.4 ", "0x7f.0.0.1", "2130706433",
      ":",
      ":::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "12345::", "fe80::1%eth0", "1:2:3:4:5:6:7:8::",
      "::1.2.3", "1.2.3.4::", ":1:2:3:4:5:6:7", "1:2:3:4:5:6:7:", "g::",
    ])
  func refused(text: String) {
    #expect(Address(text) == nil)
  }

  @Test("every address survives being written and read")
  func roundTrip() {
    var generator = Generator(seed: 2)
    for _ in 0..<500 {
      let mask = UInt128.random(in: 0...UInt128.max, using: &generator)
      let value = UInt128.random(in: 0...UInt128.max, using: &generator) & mask & (mask << 7)
      let address = Address(ipv6: value)
      #expect(Address(address.description) == address)
      let narrow = Address(ipv4: UInt32(truncatingIfNeeded: value))
      #expect(Address(narrow.description) == narrow)
    }
  }

  @Test("prefixes tell what is wrong with them")
  func prefixErrors() throws {
    #expect(try Prefix(parsing: "10.0.0.0/8").description == "10.0.0.0/8")
    #expect(try Prefix(parsing: "10.1.2.3").length == 32)
    #expect(try Prefix(parsing: "::/0").lastAddress.value == UInt128.max)
    #expect(throws: Prefix.ParseError.hostBitsSet) { try Prefix(parsing: "10.0.0.1/8") }
    #expect(throws: Prefix.ParseError.invalidLength) { try Prefix(parsing: "10.0.0.0/33") }
    #expect(throws: Prefix.ParseError.invalidLength) { try Prefix(parsing: "10.0.0.0/08") }
    #expect(throws: Prefix.ParseError.invalidLength) { try Prefix(parsing: "10.0.0.0/") }
    #expect(throws: Prefix.ParseError.invalidAddress) { try Prefix(parsing: "/8") }
    #expect(try Prefix(parsing: "10.1.2.3/8", clearingHostBits: true).description == "10.0.0.0/8")
  }

  @Test("a range falls into the fewest prefixes")
  func prefixes() throws {
    func split(_ first: String, _ last: String) throws -> [String] {
      let low = try #require(Address(first))
      let high = try #require(Address(last))
      let range = try #require(AddressRange(low, high))
      #expect(AddressSet(range.prefixes.map { AddressRange($0) }) == AddressSet(range))
      return range.prefixes.map(\.description)
    }
    #expect(try split("0.0.0.0", "255.255.255.255") == ["0.0.0.0/0"])
    #expect(try split("10.0.0.1", "10.0.0.6") == ["10.0.0.1", "10.0.0.2/31", "10.0.0.4/31", "10.0.0.6"])
    #expect(try split("::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff") == ["::/0"])
    #expect(try split("255.255.255.254", "255.255.255.255") == ["255.255.255.254/31"])
  }

  @Test("the world may come in pieces")
  func world() throws {
    func set(_ texts: String...) throws -> AddressSet {
      AddressSet(try texts.map { AddressRange(try Prefix(parsing: $0)) })
    }
    #expect(try set("0.0.0.0/1", "128.0.0.0/1").coversWorld(.ipv4))
    #expect(try !set("0.0.0.0/1").coversWorld(.ipv4))
    #expect(try !set("0.0.0.0/1").coversInternet(.ipv4))
    #expect(try set("::/1", "8000::/1").coversWorld(.ipv6))
    #expect(try set("2000::/3").coversInternet(.ipv6))
    #expect(try !set("2000::/4").coversInternet(.ipv6))
    let holes = try set("10.0.0.0/8", "198.18.0.0/15", "203.0.113.7/32", "5.0.0.0/8").complement
    #expect(!holes.coversWorld(.ipv4))
    #expect(holes.coversInternet(.ipv4))
    #expect(try !set("10.0.0.0/8", "192.168.0.0/16").coversInternet(.ipv4))
  }

  @Test("interface patterns are exact")
  func interfaces() throws {
    let pattern = try #require(InterfaceSet(prefix: "eth"))
    #expect(pattern.contains("eth0") && pattern.contains("eth") && !pattern.contains("et"))
    #expect(!pattern.contains("eti") && !pattern.contains("wlan0"))
    #expect(pattern.description == "eth*")
    #expect(InterfaceSet.loopback == InterfaceSet(name: "lo"))
    #expect(InterfaceSet.loopback.complement.description == "not lo")
    #expect(InterfaceSet(name: "sixteen-letters!") == nil)
    #expect(InterfaceSet(name: "fifteen-letters") != nil)
  }
}
