import Exposure

/// Functions over address blocks.
extension StaticFunction {
  static func network(_ name: String, _ arguments: [StaticValue]) -> StaticValue? {
    guard name.hasPrefix("cidr") else { return nil }
    guard let text = arguments.first?.string else { return .unknown }
    guard text.contains("/"), let block = try? Prefix(parsing: text, clearingHostBits: true) else { return .failure }
    let numbers = arguments.dropFirst().map { $0.numeric?.integer }
    switch (name, numbers.count) {
    case ("cidrhost", 1): return numbers[0].map { host($0, in: block) } ?? .unknown
    case ("cidrnetmask", 0): return block.family == .ipv4 ? netmask(block.length) : .failure
    case ("cidrsubnet", 2):
      guard let bits = numbers[0], let number = numbers[1] else { return .unknown }
      return subnet(of: block, bits: bits, number: number)
    case ("cidrsubnets", _): return subnets(of: block, numbers)
    default: return nil
    }
  }

  private static func host(_ number: Int64, in block: Prefix) -> StaticValue {
    let bits = block.family.bits - block.length
    let size: UInt128 = bits >= 127 ? UInt128.max >> 1 : 1 << UInt128(bits)
    let offset: UInt128
    if number >= 0 {
      offset = UInt128(number)
      guard offset < size else { return .failure }
    } else {
      let back = UInt128(number.magnitude)
      guard back <= size else { return .failure }
      offset = (bits >= 127 ? UInt128.max : size - 1) - (back - 1)
    }
    guard let address = Address(family: block.family, value: block.address.value | offset) else { return .unknown }
    return .text("\(address)")
  }

  private static func netmask(_ length: Int) -> StaticValue {
    let mask: UInt32 = length == 0 ? 0 : UInt32.max << UInt32(32 - length)
    return Address(family: .ipv4, value: UInt128(mask)).map { .text("\($0)") } ?? .unknown
  }

  private static func subnet(of block: Prefix, bits: Int64, number: Int64) -> StaticValue {
    let length = Int64(block.length) + bits
    guard bits >= 0, length <= block.family.bits, number >= 0 else { return number < 0 ? .unknown : .failure }
    guard bits >= 63 || number < 1 << bits else { return .failure }
    let value = block.address.value | UInt128(number) << UInt128(Int64(block.family.bits) - length)
    guard let address = Address(family: block.family, value: value),
      let prefix = Prefix(address, length: Int(length))
    else { return .unknown }
    return .text("\(prefix.address)/\(prefix.length)")
  }

  private static func subnets(of block: Prefix, _ newBits: [Int64?]) -> StaticValue {
    var next = block.address.value
    var result: [StaticValue] = []
    for bits in newBits {
      guard let bits else { return .unknown }
      let length = Int64(block.length) + bits
      guard bits > 0, length <= block.family.bits else { return .failure }
      let size: UInt128 = 1 << UInt128(Int64(block.family.bits) - length)
      next = (next + size - 1) & ~(size - 1)
      guard next >= block.address.value, next <= block.lastAddress.value,
        let address = Address(family: block.family, value: next)
      else { return .failure }
      result.append(.text("\(address)/\(length)"))
      next += size
    }
    return .tuple(result)
  }
}
