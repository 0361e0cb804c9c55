import Findings

/// A place in the bytes of a tree object, `<octal mode> <name>\0<raw id>` repeated, and the entry that starts there.
///
/// Histories are compared by tens of thousands of trees, most of whose entries are equal: the entry is looked at where it
/// lies, and made into a ``TreeEntry`` only by who wants one.
struct TreeCursor {
  private let bytes: [UInt8]
  private let tree: ObjectID?
  private let idLength: Int

  /// The entry is `bytes[start..<end]`; nothing is left when both are the end.
  private var start = 0
  private var nameStart = 0
  private var nameEnd = 0
  private var end = 0
  /// The entry's mode.
  private(set) var mode = FileMode(rawValue: 0)

  /// Stands at the first entry of a tree.
  ///
  /// - Parameter tree: its id, for the words of a failure; `nil` of the empty tree that nobody stored.
  init(_ bytes: [UInt8], format: ObjectFormat, of tree: ObjectID?) throws(Failure) {
    self.bytes = bytes
    self.tree = tree
    self.idLength = format.byteCount
    try read(from: 0)
  }

  var isAtEnd: Bool { start == bytes.count }

  /// The entry that the cursor stands at, which must not be at the end.
  func entry() throws(Failure) -> TreeEntry {
    guard let id = ObjectID(bytes: bytes[(nameEnd + 1)..<end]) else { throw damaged }
    return TreeEntry(name: Array(bytes[nameStart..<nameEnd]), version: FileVersion(mode: mode, id: id))
  }

  /// Goes to the next entry.
  mutating func advance() throws(Failure) { try read(from: end) }

  /// Reads the entry at `position`. A tree that does not parse, or names what no checkout may hold, is an error: never
  /// "empty".
  private mutating func read(from position: Int) throws(Failure) {
    guard let layout = Self.layout(of: bytes.span, at: position, idLength) else { throw damaged }
    (start, nameStart, nameEnd, end) = (position, layout.nameStart, layout.nameEnd, layout.end)
    mode = FileMode(rawValue: layout.mode)
  }

  /// Where the parts of the entry at `position` are; all of them there at the end of the bytes, `nil` if it is no entry.
  private static func layout(
    of bytes: borrowing Span<UInt8>, at position: Int, _ idLength: Int
  ) -> (mode: UInt32, nameStart: Int, nameEnd: Int, end: Int)? {
    guard position < bytes.count else { return (0, position, position, position) }
    var mode: UInt32 = 0
    var index = position
    while index < bytes.count, bytes[index] != UInt8(ascii: " ") {
      let digit = bytes[index] &- UInt8(ascii: "0")
      guard digit < 8, index - position < FileMode.mostDigits else { return nil }
      mode = mode << 3 | UInt32(digit)
      index += 1
    }
    guard index > position, index < bytes.count else { return nil }
    let nameStart = index + 1
    index = nameStart
    while index < bytes.count, bytes[index] != 0 {
      guard bytes[index] != UInt8(ascii: "/") else { return nil }
      index += 1
    }
    guard index > nameStart, index + idLength < bytes.count else { return nil }
    return (canonical(mode), nameStart, index, index + 1 + idLength)
  }

  /// The mode that git takes a stored one for: old trees hold permissions that it no longer tells apart, and what is no
  /// kind of file at all it reads as a submodule. A raw diff must be git's, byte for byte.
  private static func canonical(_ mode: UInt32) -> UInt32 {
    switch mode & 0o170000 {
    case 0o100000: mode & 0o100 == 0 ? FileMode.regular.rawValue : FileMode.executable.rawValue
    case 0o120000: FileMode.symbolicLink.rawValue
    case 0o040000: FileMode.directory.rawValue
    default: FileMode.gitlink.rawValue
    }
  }

  private var damaged: Failure {
    Failure(
      .repositoryUnavailable, "tree \(tree?.hex ?? "") is malformed",
      hint: "run git fsck: the repository may be damaged")
  }
}

extension TreeCursor {
  /// How the entries of two cursors stand to each other.
  enum Order {
    /// Both name the same thing.
    case same
    case onlyLeft
    case onlyRight
  }

  /// Takes both cursors past the entries that they have in common, byte for byte.
  static func skipCommon(_ left: inout TreeCursor, _ right: inout TreeCursor) throws(Failure) {
    let common = left.start + commonLength(left.bytes.span, from: left.start, right.bytes.span, from: right.start)
    let distance = right.start - left.start
    guard !left.isAtEnd, left.end <= common else { return }
    // What is equal is read once, on the left.
    while !left.isAtEnd, left.end <= common { try left.read(from: left.end) }
    try right.read(from: left.start + distance)
  }

  /// How many bytes from the two places on are equal.
  private static func commonLength(
    _ left: Span<UInt8>, from leftStart: Int, _ right: Span<UInt8>, from rightStart: Int
  ) -> Int {
    let length = min(left.count - leftStart, right.count - rightStart)
    var index = 0
    // Eight bytes at a time; the loads are checked against the bounds, and any eight bytes are a number.
    while index + 8 <= length {
      let first = unsafe left.bytes.unsafeLoadUnaligned(fromByteOffset: leftStart + index, as: UInt64.self)
      let second = unsafe right.bytes.unsafeLoadUnaligned(fromByteOffset: rightStart + index, as: UInt64.self)
      guard first == second else { break }
      index += 8
    }
    while index < length, left[leftStart + index] == right[rightStart + index] { index += 1 }
    return index
  }

  /// Whether the entries of two cursors are of the same mode and id.
  static func haveEqualVersions(_ left: TreeCursor, _ right: TreeCursor) -> Bool {
    left.mode == right.mode
      && left.bytes[(left.nameEnd + 1)..<left.end].elementsEqual(right.bytes[(right.nameEnd + 1)..<right.end])
  }

  /// Git orders entries by name, a directory's name as if it ended in a slash; a cursor at its end comes last.
  ///
  /// A file replaced by a directory of its name is therefore a deletion and additions, at different places.
  static func order(_ left: TreeCursor, _ right: TreeCursor) -> Order {
    if left.isAtEnd { return .onlyRight }
    if right.isAtEnd { return .onlyLeft }
    let leftName = left.bytes[left.nameStart..<left.nameEnd]
    let rightName = right.bytes[right.nameStart..<right.nameEnd]
    let leftSlash = left.mode.isDirectory
    let rightSlash = right.mode.isDirectory
    for (first, second) in zip(leftName, rightName) where first != second {
      return first < second ? .onlyLeft : .onlyRight
    }
    if leftName.count == rightName.count, leftSlash == rightSlash { return .same }
    // One name is the start of the other: the byte that follows it decides, a directory's being the slash.
    let next = min(leftName.count, rightName.count)
    let first = left.sortByte(next)
    let second = right.sortByte(next)
    return first < second ? .onlyLeft : .onlyRight
  }

  /// The byte at `offset` of the name as git sorts it, -1 behind its end.
  private func sortByte(_ offset: Int) -> Int {
    if nameStart + offset < nameEnd { return Int(bytes[nameStart + offset]) }
    return nameStart + offset == nameEnd && mode.isDirectory ? Int(UInt8(ascii: "/")) : -1
  }
}
