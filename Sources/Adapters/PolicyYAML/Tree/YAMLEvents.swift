import CYAML
import Findings
import YAML

/// The events of libyaml's parser as values; owns the parser and frees what libyaml allocates.
///
/// Safe to use: neither pointer leaves it, and both live exactly as long as it does.
@safe
struct YAMLEvents: ~Copyable {
  /// What libyaml says, as far as a tree needs it.
  struct Event {
    let kind: Kind
    let position: YAMLPosition
    var anchor: String?
    var tag: String?

    enum Kind {
      case documentStart
      case alias(String)
      case scalar(String, isPlain: Bool)
      case start(isMapping: Bool)
      case end
    }
  }

  private let file: YAMLFile
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  /// libyaml reads from here until the parser is deleted.
  private let input: UnsafeMutableBufferPointer<UInt8>
  private var isFinished = false
  /// Where and why libyaml gave up.
  private(set) var problem: (position: YAMLPosition, message: String)?

  /// Starts to read `bytes`, which are UTF-8.
  init(_ bytes: [UInt8], _ file: YAMLFile) throws(Failure) {
    self.file = file
    unsafe parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    unsafe input = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    _ = unsafe input.initialize(from: bytes)
    unsafe parser.initialize(to: yaml_parser_t())
    guard unsafe yaml_parser_initialize(parser) == 1 else {
      throw Failure(.internal, "libyaml could not be initialised")
    }
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    unsafe yaml_parser_set_input_string(parser, input.baseAddress, input.count)
  }

  deinit {
    unsafe yaml_parser_delete(parser)
    unsafe parser.deallocate()
    unsafe input.deallocate()
  }

  /// The next event that matters; `nil` at the end. A syntax error is a failure with its position.
  mutating func next() throws(Failure) -> Event? {
    while !isFinished {
      var event = unsafe yaml_event_t()
      guard unsafe yaml_parser_parse(parser, &event) == 1 else {
        isFinished = true
        throw syntaxError()
      }
      defer { unsafe yaml_event_delete(&event) }
      if unsafe event.type == YAML_STREAM_END_EVENT {
        isFinished = true
      } else if let value = unsafe Self.value(of: event) {
        return value
      }
    }
    return nil
  }

  private static func value(of event: yaml_event_t) -> Event? {
    let position = Self.position(unsafe event.start_mark)
    switch unsafe event.type {
    case YAML_DOCUMENT_START_EVENT: return Event(kind: .documentStart, position: position)
    case YAML_ALIAS_EVENT:
      return Event(kind: .alias(unsafe text(event.data.alias.anchor) ?? ""), position: position)
    case YAML_SCALAR_EVENT:
      let scalar = unsafe event.data.scalar
      let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      return unsafe Event(
        kind: .scalar(
          String(decoding: bytes, as: UTF8.self), isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE),
        position: position, anchor: text(scalar.anchor), tag: text(scalar.tag))
    case YAML_SEQUENCE_START_EVENT:
      let start = unsafe event.data.sequence_start
      return unsafe Event(
        kind: .start(isMapping: false), position: position, anchor: text(start.anchor), tag: text(start.tag))
    case YAML_MAPPING_START_EVENT:
      let start = unsafe event.data.mapping_start
      return unsafe Event(
        kind: .start(isMapping: true), position: position, anchor: text(start.anchor), tag: text(start.tag))
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return Event(kind: .end, position: position)
    default: return nil
    }
  }

  private mutating func syntaxError() -> Failure {
    let reason = unsafe parser.pointee.problem.map { unsafe String(cString: $0) } ?? "it cannot be read"
    let position = Self.position(unsafe parser.pointee.problem_mark)
    let message = "not valid YAML: \(reason)"
    problem = (position, message)
    return file.failure(position, message)
  }

  private static func text(_ name: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    unsafe name.map { unsafe String(cString: $0) }
  }

  private static func position(_ mark: yaml_mark_t) -> YAMLPosition {
    YAMLPosition(line: Int(clamping: mark.line) + 1, column: Int(clamping: mark.column) + 1)
  }
}
