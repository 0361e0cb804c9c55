/// A database server that runs the migrations of a repository, as its policy names it.
///
/// What a statement locks and rewrites hangs on the server's version; where none is named, the newest is taken.
public struct DatabaseServer: Hashable, Sendable {
  /// The servers whose versions make a difference here.
  public enum Product: String, Hashable, Sendable, CaseIterable {
    case postgresql
    case mysql
    case mariadb
  }

  public let product: Product
  /// The oldest version that may run a migration.
  public let version: ServerVersion
  /// The files that it runs; all of them when empty.
  public let paths: [Glob]

  /// A server from its parts.
  public init(_ product: Product, _ version: ServerVersion, paths: [Glob] = []) {
    self.product = product
    self.version = version
    self.paths = paths
  }

  /// Whether it runs the file at `path`.
  public func runs(_ path: RepositoryPath) -> Bool { paths.isEmpty || paths.contains { $0.matches(path) } }
}

/// The version of a server: `11`, `9.6`, `8.0.29`. What is left out is 0, the oldest that it can mean.
public struct ServerVersion: Hashable, Sendable, Comparable, CustomStringConvertible {
  private let parts: [Int]

  /// A version from its parts, the first one first.
  public init(_ parts: Int...) { self.parts = parts }

  /// `nil` for anything but one to three numbers between dots, of which the first is not 0.
  public init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part in
      part.utf8.count <= 4 && part.utf8.allSatisfy(Self.isDigit) ? Int(part) : nil
    }
    guard (1...3).contains(parts.count), numbers.count == parts.count, numbers[0] > 0 else { return nil }
    self.parts = numbers
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  public var description: String { parts.map(String.init).joined(separator: ".") }

  public static func < (left: ServerVersion, right: ServerVersion) -> Bool {
    for index in 0..<3 {
      let (one, other) = (left.part(index), right.part(index))
      if one != other { return one < other }
    }
    return false
  }

  private func part(_ index: Int) -> Int { index < parts.count ? parts[index] : 0 }
}
