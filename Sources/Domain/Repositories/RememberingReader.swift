public import Findings

/// Another reader, with what was read of late: several classifiers look at one file, each commit of a history meets the
/// files of the one before, and its tree is read once more as the next one's base.
///
/// An object is found by its id, which is the digest of its bytes: what is remembered is never out of date.
public final class RememberingReader: ObjectReader {
  private let reader: any ObjectReader
  private var blobs = Store(objectLimit: blobLimit, limit: limit)
  /// Trees, commits and tags, apart from the blobs: a few large files must not make a scan forget the trees.
  private var others = Store(objectLimit: treeLimit, limit: treesLimit)

  /// Larger blobs are read each time, in bytes; nearly all source files are smaller.
  static let blobLimit = 64 << 10
  /// The root of a large repository is a tree of this size.
  static let treeLimit = 256 << 10
  /// What is kept of blobs takes together, in bytes.
  static let limit = 8 << 20
  /// What is kept of the others: a tree is asked for again by the next commits or not for long, and memory that is used
  /// again is faster than new memory.
  static let treesLimit = 2 << 20

  public init(_ reader: any ObjectReader) { self.reader = reader }

  public var format: ObjectFormat { reader.format }

  public func header(of id: ObjectID) throws(Failure) -> ObjectHeader? {
    if let known = known(id) { return ObjectHeader(kind: known.kind, size: known.bytes.count) }
    return try reader.header(of: id)
  }

  public func read(_ id: ObjectID) throws(Failure) -> RawObject? {
    if let known = known(id) { return known }
    let object = try reader.read(id)
    if let object {
      if object.kind == .blob { blobs.keep(object, id) } else { others.keep(object, id) }
    }
    return object
  }

  public func missing(_ id: ObjectID, _ kind: ObjectKind) -> Failure { reader.missing(id, kind) }

  private func known(_ id: ObjectID) -> RawObject? { others[id] ?? blobs[id] }

  /// Objects up to a limit. When it is full all of them go: the next ones are others.
  private struct Store {
    let objectLimit: Int
    let limit: Int
    private var objects: [ObjectID: RawObject] = [:]
    private var keptBytes = 0

    init(objectLimit: Int, limit: Int) {
      self.objectLimit = objectLimit
      self.limit = limit
    }

    subscript(id: ObjectID) -> RawObject? { objects[id] }

    mutating func keep(_ object: RawObject, _ id: ObjectID) {
      guard object.bytes.count <= objectLimit else { return }
      if keptBytes + object.bytes.count > limit {
        objects.removeAll()
        keptBytes = 0
      }
      objects[id] = object
      keptBytes += object.bytes.count
    }
  }
}
