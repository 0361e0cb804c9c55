/// A path pattern of the policy: `*` and `?` within one component, `**` across components, `[a-z]` classes.
///
/// Matching is linear in the path times the pattern: it keeps the set of pattern positions that the path read so far
/// can have reached, so no pattern can make it back-track.
public struct Glob: Hashable, Sendable, CustomStringConvertible {
  private enum Token: Hashable, Sendable {
    case byte(UInt8)
    case anyByte
    case set(negated: Bool, ranges: [ClosedRange<UInt8>])
    case anyInComponent
    case anyAcrossComponents
    /// `**/` at the start of a component: may be skipped, or read components that end in a slash.
    case componentsAtStart
    /// `**/` in the middle of a component; always follows `componentsAtStart`.
    case componentsInside
  }

  /// The pattern as it was written.
  public let source: String
  private let tokens: [Token]
  /// The bytes that every path must start with: most patterns name a folder, and most paths lie elsewhere.
  private let start: [UInt8]

  public var description: String { source }

  /// Compiles `source`. Every text is a pattern; an unclosed `[` stands for itself.
  public init(_ source: String) {
    self.source = source
    self.tokens = Self.compile(Array(source.utf8))
    var start: [UInt8] = []
    for token in tokens {
      guard case .byte(let byte) = token else { break }
      start.append(byte)
    }
    self.start = start
  }

  /// Whether the whole of `path` matches.
  public func matches(_ path: RepositoryPath) -> Bool { path.bytes.starts(with: start) && matches(path.bytes) }

  /// Whether the whole of `bytes` matches.
  public func matches(_ bytes: some Sequence<UInt8>) -> Bool {
    // reached[i]: the bytes read so far can have brought us before token i. Two rows are kept and swapped.
    var reached = [Bool](repeating: false, count: tokens.count + 1)
    var next = reached
    reached[0] = true
    skipOptional(&reached)
    for byte in bytes {
      var isAlive = false
      for position in tokens.indices where reached[position] {
        guard let successor = successor(of: position, reading: byte) else { continue }
        next[successor] = true
        isAlive = true
      }
      guard isAlive else { return false }
      skipOptional(&next)
      swap(&reached, &next)
      for position in next.indices { next[position] = false }
    }
    return reached[tokens.count]
  }

  /// The position after reading `byte` at `position`; `nil` when the token does not take it.
  private func successor(of position: Int, reading byte: UInt8) -> Int? {
    let isSlash = byte == UInt8(ascii: "/")
    switch tokens[position] {
    case .byte(let expected): return byte == expected ? position + 1 : nil
    case .anyByte: return isSlash ? nil : position + 1
    case .set(let negated, let ranges):
      return !isSlash && ranges.contains { $0.contains(byte) } != negated ? position + 1 : nil
    case .anyInComponent: return isSlash ? nil : position
    case .anyAcrossComponents: return position
    case .componentsAtStart: return isSlash ? nil : position + 1
    case .componentsInside: return isSlash ? position - 1 : position
    }
  }

  /// Adds the positions that can be reached without reading a byte; all of them lie ahead, so one pass does.
  private func skipOptional(_ reached: inout [Bool]) {
    for position in tokens.indices where reached[position] {
      switch tokens[position] {
      case .anyInComponent, .anyAcrossComponents: reached[position + 1] = true
      case .componentsAtStart: reached[position + 2] = true
      default: break
      }
    }
  }

  private static func compile(_ bytes: [UInt8]) -> [Token] {
    var tokens: [Token] = []
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "?"):
        tokens.append(.anyByte)
        index += 1
      case UInt8(ascii: "*"):
        let stars = bytes[index...].prefix { $0 == UInt8(ascii: "*") }.count
        let atStart = index == 0 || bytes[index - 1] == UInt8(ascii: "/")
        index += stars
        if stars > 1, atStart, index < bytes.count, bytes[index] == UInt8(ascii: "/") {
          tokens += [.componentsAtStart, .componentsInside]
          index += 1
        } else {
          tokens.append(stars > 1 ? .anyAcrossComponents : .anyInComponent)
        }
      case UInt8(ascii: "["):
        guard let (token, end) = compileSet(bytes, from: index) else { fallthrough }
        tokens.append(token)
        index = end
      default:
        tokens.append(.byte(bytes[index]))
        index += 1
      }
    }
    return tokens
  }

  /// Reads `[…]` at `start`; `nil` when it never closes. A `]` right after the opening stands for itself.
  private static func compileSet(_ bytes: [UInt8], from start: Int) -> (Token, end: Int)? {
    var index = start + 1
    let negated = index < bytes.count && (bytes[index] == UInt8(ascii: "!") || bytes[index] == UInt8(ascii: "^"))
    if negated { index += 1 }
    var ranges: [ClosedRange<UInt8>] = []
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "]"), !ranges.isEmpty {
        return (.set(negated: negated, ranges: ranges), index + 1)
      }
      if index + 2 < bytes.count, bytes[index + 1] == UInt8(ascii: "-"), bytes[index + 2] != UInt8(ascii: "]") {
        ranges.append(min(byte, bytes[index + 2])...max(byte, bytes[index + 2]))
        index += 3
      } else {
        ranges.append(byte...byte)
        index += 1
      }
    }
    return nil
  }
}
