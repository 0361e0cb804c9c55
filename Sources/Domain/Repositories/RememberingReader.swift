public import Findings

/// Another reader, with the blobs that were read of late: several classifiers look at one file, and each commit of a history
/// meets the files of the one before.
///
/// A blob is found by its id, which is the digest of its bytes: what is remembered is never out of date.
public final class RememberingReader: ObjectReader {
  private let reader: any ObjectReader
  private var blobs: [ObjectID: [UInt8]] = [:]
  private var keptBytes = 0

  /// Larger blobs are read each time; nearly all source files are smaller.
  static let blobLimit = 64 << 10
  /// What is kept takes together, in bytes. When it is full all of it goes: the next files are others.
  static let limit = 8 << 20

  public init(_ reader: any ObjectReader) { self.reader = reader }

  public var format: ObjectFormat { reader.format }

  public func header(of id: ObjectID) throws(Failure) -> ObjectHeader? {
    if let known = blobs[id] { return ObjectHeader(kind: .blob, size: known.count) }
    return try reader.header(of: id)
  }

  public func read(_ id: ObjectID) throws(Failure) -> RawObject? {
    if let known = blobs[id] { return RawObject(kind: .blob, bytes: known) }
    let object = try reader.read(id)
    if let object, object.kind == .blob, object.bytes.count <= Self.blobLimit { remember(object.bytes, id) }
    return object
  }

  public func missing(_ id: ObjectID, _ kind: ObjectKind) -> Failure { reader.missing(id, kind) }

  private func remember(_ bytes: [UInt8], _ id: ObjectID) {
    if keptBytes + bytes.count > Self.limit {
      blobs.removeAll()
      keptBytes = 0
    }
    blobs[id] = bytes
    keptBytes += bytes.count
  }
}
