/// A path inside a repository: the bytes that git stores, relative to the root, separated by `/`.
///
/// Git paths are bytes, not text: they need not be UTF-8 and may hold control characters. Compare and match the
/// bytes; decode only to show, and then only through ``display``.
public struct RepositoryPath: Hashable, Sendable, Comparable {
  /// The bytes as git stores them. Empty for the root of the tree.
  public let bytes: [UInt8]

  /// The root of the tree.
  public static let root = RepositoryPath(bytes: [])

  /// Wraps the bytes of a path.
  public init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The path that `text` spells in UTF-8.
  public init(_ text: String) {
    self.bytes = Array(text.utf8)
  }

  /// Orders by bytes, as git's index and our digests do.
  public static func < (left: RepositoryPath, right: RepositoryPath) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }

  /// The path of `name` inside this directory.
  public func appending(_ name: ArraySlice<UInt8>) -> RepositoryPath {
    // Every run makes paths: no generic function is set up for it.
    var path = bytes
    path.reserveCapacity(bytes.count + 1 + name.count)
    if !bytes.isEmpty { path.append(UInt8(ascii: "/")) }
    for byte in name { path.append(byte) }
    return RepositoryPath(bytes: path)
  }

  /// The path of `name` inside this directory.
  public func appending(_ name: [UInt8]) -> RepositoryPath { appending(name[...]) }

  /// The path of `name` inside this directory.
  public func appending(_ name: String) -> RepositoryPath { appending(Array(name.utf8)) }

  /// The names between the slashes; none for the root.
  public var components: [ArraySlice<UInt8>] { bytes.split(separator: UInt8(ascii: "/")) }

  /// The last component; empty for the root.
  public var name: ArraySlice<UInt8> {
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return bytes[...] }
    return bytes[(slash + 1)...]
  }

  /// The directory that holds this path; the root for a path without a slash.
  public var directory: RepositoryPath {
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return .root }
    return RepositoryPath(bytes: Array(bytes[..<slash]))
  }

  /// Whether the path ends in `suffix`, compared byte by byte.
  public func hasSuffix(_ suffix: String) -> Bool { bytes.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) }

  /// Whether the path starts with `prefix`, compared byte by byte.
  public func hasPrefix(_ prefix: String) -> Bool { bytes.starts(with: prefix.utf8) }

  /// Whether the last component is `text`.
  public func isNamed(_ text: String) -> Bool { name.elementsEqual(text.utf8) }

  /// The path as text that is safe to print: what is not printable becomes a visible escape.
  ///
  /// A path chosen by an attacker must not move the cursor, end a line or forge a Markdown table.
  public var display: String { DisplayText.escaping(bytes) }

  /// The path as it enters a digest: UTF-8 as it is, any other byte (and `%`) percent-encoded.
  ///
  /// Injective, so that two paths never share a digest.
  public var percentEncoded: String {
    if !bytes.contains(UInt8(ascii: "%")), let text = String(validating: bytes, as: UTF8.self) { return text }
    var text: [UInt8] = []
    for byte in bytes {
      if byte == UInt8(ascii: "%") || byte >= 0x80 || byte < 0x20 {
        text.append(UInt8(ascii: "%"))
        text.append(contentsOf: Hex.encode([byte]).uppercased().utf8)
      } else {
        text.append(byte)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension RepositoryPath {
  /// The path that ``percentEncoded`` gives as `text`; `nil` for any other text.
  public init?(percentEncoded text: some StringProtocol) {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      guard let decoded = Hex.decode(digits.lowercased()), decoded.count == 1 else { return nil }
      bytes += decoded
      rest = rest.dropFirst(2)
    }
    self.init(bytes: bytes)
    guard percentEncoded == text else { return nil }
  }
}

extension RepositoryPath: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self.init(value) }
}
