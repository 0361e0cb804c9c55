import Findings

/// A commit, read from its raw bytes.
public struct Commit: Hashable, Sendable {
  public let id: ObjectID
  public let tree: ObjectID
  public let parents: [ObjectID]
  /// What the headers say; empty where there is none. A walk over a history asks few commits who wrote them.
  let authorText: [UInt8]
  let committerText: [UInt8]
  /// The message as stored, not necessarily UTF-8.
  public let message: [UInt8]

  /// A name and an e-mail address as a commit claims them; nobody has proved them.
  public struct Identity: Hashable, Sendable {
    public let name: String
    /// In lower case, as identities are compared.
    public let email: String
    /// Seconds since 1970.
    public let time: Int64

    public init(name: String, email: String, time: Int64) {
      self.name = name
      self.email = email
      self.time = time
    }
  }

  /// Reads the headers and the message.
  ///
  /// Two `tree` headers, or two of author or committer, are refused: git reads the first, other readers the last, and
  /// a gate must not choose (CVE-2026-44309 was that).
  static func parse(_ bytes: [UInt8], id: ObjectID) throws(Failure) -> Commit {
    var tree: ObjectID?
    var parents: [ObjectID] = []
    var author: ArraySlice<UInt8>?
    var committer: ArraySlice<UInt8>?
    var index = 0
    while index < bytes.count, bytes[index] != UInt8(ascii: "\n") {
      let end = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let line = bytes[index..<end]
      index = min(end + 1, bytes.count)
      // Continuation lines of multi-line headers (gpgsig) start with a space.
      guard line.first != UInt8(ascii: " "), let space = line.firstIndex(of: UInt8(ascii: " ")) else { continue }
      let value = line[(space + 1)...]
      let name = line[..<space]
      // Compared as bytes: a walk over a history reads thousands of headers.
      if name.elementsEqual("tree".utf8) {
        guard tree == nil, let read = ObjectID(hex: value) else { throw damaged(id, "tree") }
        tree = read
      } else if name.elementsEqual("parent".utf8) {
        guard let read = ObjectID(hex: value) else { throw damaged(id, "parent") }
        parents.append(read)
      } else if name.elementsEqual("author".utf8) {
        guard author == nil else { throw damaged(id, "author") }
        author = value
      } else if name.elementsEqual("committer".utf8) {
        guard committer == nil else { throw damaged(id, "committer") }
        committer = value
      }
    }
    guard let tree else { throw damaged(id, "tree") }
    return Commit(
      id: id, tree: tree, parents: parents, authorText: Array(author ?? []), committerText: Array(committer ?? []),
      message: Array(bytes[min(index + 1, bytes.count)...]))
  }

  private static func damaged(_ id: ObjectID, _ header: String) -> Failure {
    Failure(
      .repositoryUnavailable, "commit \(id) has a missing, malformed or repeated \(header) header",
      hint: "run git fsck: the repository may be damaged or forged")
  }

  /// Who wrote what the commit changes.
  public var author: Identity { Self.identity(authorText) }

  /// Who made the commit.
  public var committer: Identity { Self.identity(committerText) }

  /// Reads `Name <mail> seconds zone` from the right, as git does, since names may hold anything.
  private static func identity(_ value: [UInt8]) -> Identity {
    guard let mail = mail(in: value) else { return Identity(name: DisplayText.escaping(value), email: "", time: 0) }
    let digits = value[(mail.upperBound + 1)...].drop { $0 == UInt8(ascii: " ") }.prefix { $0 != UInt8(ascii: " ") }
    var name = value[..<(mail.lowerBound - 1)]
    while name.last == UInt8(ascii: " ") { name.removeLast() }
    return Identity(
      name: DisplayText.escaping(name), email: email(in: value),
      time: Int64(String(decoding: digits, as: UTF8.self)) ?? 0)
  }

  /// Where the address stands, between its brackets.
  private static func mail(in value: [UInt8]) -> Range<Int>? {
    guard let close = value.lastIndex(of: UInt8(ascii: ">")),
      let open = value[..<close].lastIndex(of: UInt8(ascii: "<"))
    else { return nil }
    return open + 1..<close
  }

  private static func email(in value: [UInt8]) -> String {
    mail(in: value).map { DisplayText.escaping(Array(value[$0])).lowercased() } ?? ""
  }

  /// The trailers of the message's last paragraph with this key (case ignored), such as `Ticket`.
  public func trailers(_ key: String) -> [String] { CommitMessage(message).trailers(key) }

  /// Everyone whom the commit names as having written it: author, committer and co-authors, e-mails in lower case.
  ///
  /// A co-author is believed on any line, not in the trailers only: who is missed here could approve their own change.
  public var writers: Set<String> {
    var emails: Set<String> = [Self.email(in: authorText), Self.email(in: committerText)]
    for trailer in CommitMessage(message).values(of: "Co-authored-by") {
      guard let open = trailer.lastIndex(of: "<"), let close = trailer.lastIndex(of: ">"), open < close else {
        continue
      }
      emails.insert(trailer[trailer.index(after: open)..<close].lowercased())
    }
    emails.remove("")
    return emails
  }
}
