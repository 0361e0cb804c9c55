/// A CIDR prefix: a network address and the number of leading bits that are fixed (RFC 4632, RFC 4291).
public struct Prefix: Hashable, Sendable, CustomStringConvertible {
  /// The first address of the block; its host bits are zero.
  public let address: Address

  /// The number of fixed leading bits, 0 to 32 or 0 to 128.
  public let length: Int

  /// The block of `length` bits that `address` lies in, host bits cleared; `nil` for a length out of range.
  public init?(_ address: Address, length: Int) {
    guard (0...address.family.bits).contains(length) else { return nil }
    let network = address.value & ~Self.hostMask(address.family.bits - length)
    guard let cleared = Address(family: address.family, value: network) else { return nil }
    self.address = cleared
    self.length = length
  }

  /// Why a text is not a prefix.
  public enum ParseError: Error, Hashable, Sendable {
    /// The part before the slash is no address.
    case invalidAddress
    /// The part after the slash is no number from 0 to the family's bits.
    case invalidLength
    /// Bits after the prefix are set, as in `10.0.0.1/8`: the author meant something else than was written.
    case hostBitsSet
  }

  /// Reads `10.0.0.0/8` or `2001:db8::/32`; an address without a slash is a prefix of all its bits.
  ///
  /// Cloud interfaces refuse set host bits; packet filters clear them. Pass `clearingHostBits` for the
  /// latter.
  public init(parsing text: some StringProtocol, clearingHostBits: Bool = false) throws(ParseError) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let address = Address(parts[0]) else { throw .invalidAddress }
    var length = address.family.bits
    if parts.count == 2 {
      guard let given = Address.decimal(Array(parts[1].utf8)[...], limit: address.family.bits) else {
        throw .invalidLength
      }
      length = given
    }
    guard let prefix = Prefix(address, length: length) else { throw .invalidLength }
    guard clearingHostBits || prefix.address == address else { throw .hostBitsSet }
    self = prefix
  }

  /// The family of the block.
  public var family: AddressFamily { address.family }

  /// The last address of the block.
  public var lastAddress: Address {
    let value = address.value | Self.hostMask(family.bits - length)
    return Address(family: family, value: value) ?? address
  }

  /// The lowest `bits` bits set; `bits` is 0 to 128.
  static func hostMask(_ bits: Int) -> UInt128 { bits == 0 ? 0 : UInt128.max >> UInt128(128 - bits) }

  public var description: String { length == family.bits ? "\(address)" : "\(address)/\(length)" }
}
