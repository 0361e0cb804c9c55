import ChildProcess
public import Findings
public import Repositories

/// Reads objects with one long-lived `git cat-file --batch-command`: for SHA-256 repositories and every other shape that
/// libgit2 cannot read.
public final class PlumbingObjectReader: ObjectReader {
  public let format: ObjectFormat
  private let git: GitRunner
  private var child: Session?

  init(format: ObjectFormat, git: GitRunner) {
    self.format = format
    self.git = git
  }

  public func header(of id: ObjectID) throws(Failure) -> ObjectHeader? {
    try session().header("info", id)
  }

  public func read(_ id: ObjectID) throws(Failure) -> RawObject? {
    let session = try session()
    guard let header = try session.header("contents", id) else { return nil }
    let bytes = try session.take(header.size)
    guard try session.take(1) == [UInt8(ascii: "\n")] else { throw Session.garbled(id) }
    return RawObject(kind: header.kind, bytes: bytes)
  }

  private func session() throws(Failure) -> Session {
    if let child { return child }
    let started = Session(try git.start(["cat-file", "--batch-command"]))
    child = started
    return started
  }

  /// One running `cat-file` and the bytes of its answers that have not been used yet.
  private final class Session {
    private let process: ChildProcess
    private var buffer: [UInt8] = []
    private var position = 0

    init(_ process: consuming ChildProcess) { self.process = process }

    /// Asks for an object and reads the answer's first line.
    func header(_ command: String, _ id: ObjectID) throws(Failure) -> ObjectHeader? {
      do {
        try process.write(Array("\(command) \(id.hex)\n".utf8))
      } catch {
        throw Failure(.repositoryUnavailable, "git cat-file stopped (\(error))")
      }
      let fields = try line().split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
      if fields.last == "missing" { return nil }
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
      do {
        let chunk = try process.read(upTo: 1 << 16)
        guard !chunk.isEmpty else { throw Failure(.repositoryUnavailable, "git cat-file ended before its answer") }
        buffer += chunk
      } catch let failure as Failure {
        throw failure
      } catch {
        throw Failure(.repositoryUnavailable, "git cat-file could not be read (\(error))")
      }
    }

    static func garbled(_ id: ObjectID) -> Failure {
      Failure(.repositoryUnavailable, "git cat-file gave an unreadable answer for \(id)")
    }
  }
}
