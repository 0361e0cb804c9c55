import ChildProcess
public import Findings
public import Repositories

/// Reads objects with one long-lived `git cat-file --batch-command`: for SHA-256 repositories and every other shape that
/// libgit2 cannot read.
///
/// One question is in flight at a time: an answer is then never larger than one object, and the way there and back costs
/// less than reading does.
public final class PlumbingObjectReader: ObjectReader {
  public let format: ObjectFormat
  private let git: GitRunner
  private var session: Session?

  init(format: ObjectFormat, git: GitRunner) {
    self.format = format
    self.git = git
  }

  public func header(of id: ObjectID) throws(Failure) -> ObjectHeader? {
    try ask { session throws(Failure) in try session.header("info", id) }
  }

  public func read(_ id: ObjectID) throws(Failure) -> RawObject? {
    try ask { session throws(Failure) in
      guard let header = try session.header("contents", id) else { return nil }
      let bytes = try session.take(header.size)
      guard try session.take(1) == [UInt8(ascii: "\n")] else { throw Session.garbled(id) }
      return RawObject(kind: header.kind, bytes: bytes)
    }
  }

  /// Puts a question to the running `cat-file`; after a failure the next question gets a new one.
  private func ask<Answer>(_ question: (Session) throws(Failure) -> Answer?) throws(Failure) -> Answer? {
    let session = try running()
    do {
      return try question(session)
    } catch {
      self.session = nil
      // Git before 2.45 cannot be told to do without what a partial clone left out: forbidden to fetch it, it ends.
      if session.complaint.isAboutPromisedObject { return nil }
      throw error
    }
  }

  private func running() throws(Failure) -> Session {
    if let session { return session }
    let started = Session(try git.start(["cat-file", "--batch-command"]))
    session = started
    return started
  }

  /// One running `cat-file` and the bytes of its answers that have not been used yet.
  private final class Session {
    private let process: ChildProcess
    private var buffer: [UInt8] = []
    private var position = 0
    private var complaints: [UInt8] = []

    init(_ process: consuming ChildProcess) { self.process = process }

    /// What git wrote to its standard error since it started.
    var complaint: GitComplaint { GitComplaint(complaints) }

    /// Asks for an object and reads the answer's first line.
    func header(_ command: String, _ id: ObjectID) throws(Failure) -> ObjectHeader? {
      do {
        try process.write(Array("\(command) \(id.hex)\n".utf8))
      } catch {
        throw Failure(.repositoryUnavailable, "git cat-file stopped (\(error))", hint: "try again; then run git fsck")
      }
      let fields = try line().split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
      guard fields.first == id.hex else { throw Self.garbled(id) }
      if fields.count == 2, fields[1] == "missing" {
        // A damaged object is called missing too, after words about it.
        guard !complaint.names(id.hex) else { throw complaint.failure(of: "cat-file") }
        return nil
      }
      guard fields.count == 3, let kind = ObjectKind(rawValue: fields[1]), let size = Int(fields[2]), size >= 0 else {
        throw Self.garbled(id)
      }
      return ObjectHeader(kind: kind, size: size)
    }

    func take(_ count: Int) throws(Failure) -> [UInt8] {
      while buffer.count - position < count { try fill() }
      defer { position += count }
      return Array(buffer[position..<(position + count)])
    }

    private func line() throws(Failure) -> [UInt8] {
      while true {
        if let end = buffer[position...].firstIndex(of: UInt8(ascii: "\n")) {
          defer { position = end + 1 }
          return Array(buffer[position..<end])
        }
        try fill()
      }
    }

    private func fill() throws(Failure) {
      if position > 0 {
        buffer.removeFirst(position)
        position = 0
      }
      let chunk: [UInt8]
      do {
        chunk = try process.read(upTo: 1 << 16, complaints: &complaints)
      } catch {
        throw Failure(.repositoryUnavailable, "git cat-file could not be read (\(error))")
      }
      guard !chunk.isEmpty else { throw complaint.failure(of: "cat-file") }
      buffer += chunk
    }

    static func garbled(_ id: ObjectID) -> Failure {
      Failure(.repositoryUnavailable, "git cat-file gave an unreadable answer for \(id)", hint: "run git fsck")
    }
  }
}
