internal import CGit2
public import Findings
public import Repositories

/// Reads objects with libgit2's object database, opened on the object directories that git named.
///
/// Only the database is opened, never the repository: that reads no configuration, asks no ownership question (git has
/// answered it) and works for work trees, reftable and every extension that does not change objects. Object ids of
/// 20 bytes only; a SHA-256 repository is read through git.
@safe public final class Libgit2ObjectReader: ObjectReader {
  private let database: OpaquePointer

  public var format: ObjectFormat { .sha1 }

  /// What the objects are read for.
  public enum Purpose: Sendable {
    /// A judgement that evidence may rest on: the hash of every object is checked as it is read.
    case gate
    /// A scan of a whole history, where nothing is decided: hashes are not checked, as git does not either.
    case history
  }

  /// Opens the object directory and its alternates.
  ///
  /// - Parameters:
  ///   - directory: absolute; its own `info/alternates` are followed.
  ///   - alternates: more object directories, such as a quarantine's.
  ///   - purpose: of the whole process: libgit2's settings are, so one that scans has no reader of a gate left.
  public init(directory: String, alternates: [String], purpose: Purpose = .gate) throws(Failure) {
    try Library.start()
    if purpose == .history { Library.prepareForHistory() }
    var opened: OpaquePointer?
    try unsafe check(git_odb_open(&opened, directory), "open \(directory)")
    guard let opened = unsafe opened else { throw Failure(.internal, "libgit2 opened no object database") }
    unsafe database = opened
    for alternate in alternates {
      try unsafe check(git_odb_add_disk_alternate(opened, alternate), "open \(alternate)")
    }
  }

  deinit { unsafe git_odb_free(database) }

  public func header(of id: ObjectID) throws(Failure) -> ObjectHeader? {
    var oid = try nativeID(id)
    var size = 0
    var type = GIT_OBJECT_INVALID
    let status = unsafe git_odb_read_header(&size, &type, database, &oid)
    if status == GIT_ENOTFOUND.rawValue { return nil }
    try check(status, "read the header of \(id)")
    return ObjectHeader(kind: try kind(type, of: id), size: size)
  }

  public func read(_ id: ObjectID) throws(Failure) -> RawObject? {
    var oid = try nativeID(id)
    var object: OpaquePointer?
    let status = unsafe git_odb_read(&object, database, &oid)
    if status == GIT_ENOTFOUND.rawValue { return nil }
    try check(status, "read \(id)")
    defer { unsafe git_odb_object_free(object) }
    // The bytes are copied at once: the object is freed here and its memory belongs to libgit2's cache.
    let bytes = unsafe [UInt8](
      UnsafeRawBufferPointer(start: git_odb_object_data(object), count: git_odb_object_size(object)))
    return unsafe RawObject(kind: try kind(git_odb_object_type(object), of: id), bytes: bytes)
  }

  private func nativeID(_ id: ObjectID) throws(Failure) -> git_oid {
    guard id.bytes.count == ObjectFormat.sha1.byteCount else {
      throw Failure(.internal, "libgit2 was asked for the SHA-256 object \(id)")
    }
    var oid = git_oid()
    unsafe id.bytes.withUnsafeBufferPointer { _ = unsafe git_oid_fromraw(&oid, $0.baseAddress) }
    return oid
  }

  private func kind(_ type: git_object_t, of id: ObjectID) throws(Failure) -> ObjectKind {
    switch type {
    case GIT_OBJECT_BLOB: return .blob
    case GIT_OBJECT_TREE: return .tree
    case GIT_OBJECT_COMMIT: return .commit
    case GIT_OBJECT_TAG: return .tag
    default: throw Failure(.repositoryUnavailable, "object \(id) has an unknown type", hint: "run git fsck")
    }
  }
}

/// libgit2 as a process-wide library: started once, when the first reader is opened, and never shut down.
private enum Library {
  /// Kept small, so that a gate in a CI container does not map whole packs: 1 MiB windows, 32 MiB in all, no slower.
  private static let windowBytes = 1 << 20
  private static let mappedBytes = 32 << 20

  /// Why libgit2 did not start, in its own words; nil where it did. They are read on the thread that starts it: libgit2 keeps
  /// them per thread, and has none where it gets no thread-specific key for them.
  private static let refusal: String? = {
    let status = git_libgit2_init()
    guard status > 0 else { return libgit2Words(status) }
    gatehouse_git2_set_mwindow_size(windowBytes)
    gatehouse_git2_set_mwindow_mapped_limit(mappedBytes)
    // What is read again is kept once, by ``RememberingReader``; libgit2's own cache is a second copy behind a lock.
    gatehouse_git2_enable_caching(0)
    return nil
  }()

  static func start() throws(Failure) {
    guard let refusal else { return }
    throw Failure(
      .repositoryUnavailable, "libgit2 does not start: \(DisplayText.escaping(refusal))",
      hint: "check that the machine has random numbers, memory, readable certificates and thread-specific keys left")
  }

  private static let preparedForHistory: Void = {
    gatehouse_git2_set_strict_hash_verification(0)
  }()

  static func prepareForHistory() { preparedForHistory }
}

/// Turns a negative status into a failure with libgit2's own words.
///
/// The error text is per thread and valid until the next call, so it is read here, in the same synchronous function. The words
/// for the action are made only then: an id in hexadecimal costs as much as a small object.
private func check(_ status: Int32, _ action: @autoclosure () -> String) throws(Failure) {
  guard status < 0 else { return }
  throw Failure(
    .repositoryUnavailable, "libgit2 could not \(action()): \(DisplayText.escaping(libgit2Words(status)))",
    hint: "run git fsck: the repository may be damaged")
}

/// What libgit2 says of the last call that failed on this thread.
private func libgit2Words(_ status: Int32) -> String {
  unsafe git_error_last().map { unsafe String(cString: $0.pointee.message) } ?? "error \(status)"
}
