/// Writes values one behind the other; ``ByteReader`` reads them in the same order.
struct ByteWriter {
  private(set) var output: [UInt8] = []

  /// A whole number that is not negative, seven bits a byte.
  mutating func number(_ value: Int) {
    var rest = UInt(max(0, value))
    while rest > 0x7F {
      output.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    output.append(UInt8(rest))
  }

  mutating func flag(_ value: Bool) { output.append(value ? 1 : 0) }

  mutating func bytes(_ value: [UInt8]) {
    number(value.count)
    output += value
  }

  mutating func text(_ value: String) { bytes(Array(value.utf8)) }

  mutating func optional<Value>(_ value: Value?, _ write: (inout ByteWriter, Value) -> Void) {
    flag(value != nil)
    if let value { write(&self, value) }
  }

  mutating func optional(_ value: String?) { optional(value) { $0.text($1) } }

  mutating func list<Value>(_ values: some Collection<Value>, _ write: (inout ByteWriter, Value) -> Void) {
    number(values.count)
    for value in values { write(&self, value) }
  }

  mutating func texts(_ values: some Collection<String>) { list(values) { $0.text($1) } }
}

/// What ``ByteReader`` reads is not what was written.
struct DamagedBytes: Error {}

/// Reads what ``ByteWriter`` wrote; never beyond the end, whatever stands there.
struct ByteReader {
  private let input: [UInt8]
  private var index = 0

  init(_ input: [UInt8]) { self.input = input }

  var isAtEnd: Bool { index == input.count }

  private mutating func byte() throws(DamagedBytes) -> UInt8 {
    guard index < input.count else { throw DamagedBytes() }
    defer { index += 1 }
    return input[index]
  }

  mutating func number() throws(DamagedBytes) -> Int {
    var value: UInt = 0
    for shift in stride(from: UInt(0), to: 56, by: 7) {
      let next = try byte()
      value |= UInt(next & 0x7F) << shift
      if next < 0x80 { return Int(value) }
    }
    throw DamagedBytes()
  }

  mutating func flag() throws(DamagedBytes) -> Bool {
    switch try byte() {
    case 0: false
    case 1: true
    default: throw DamagedBytes()
    }
  }

  mutating func bytes() throws(DamagedBytes) -> [UInt8] {
    let count = try number()
    guard count <= input.count - index else { throw DamagedBytes() }
    defer { index += count }
    return Array(input[index..<index + count])
  }

  mutating func text() throws(DamagedBytes) -> String { String(decoding: try bytes(), as: UTF8.self) }

  mutating func optional<Value>(
    _ read: (inout ByteReader) throws(DamagedBytes) -> Value
  ) throws(DamagedBytes) -> Value? {
    try flag() ? try read(&self) : nil
  }

  mutating func optionalText() throws(DamagedBytes) -> String? {
    try optional { reader throws(DamagedBytes) in try reader.text() }
  }

  mutating func list<Value>(
    _ read: (inout ByteReader) throws(DamagedBytes) -> Value
  ) throws(DamagedBytes) -> [Value] {
    let count = try number()
    // Each value takes a byte or more.
    guard count <= input.count - index else { throw DamagedBytes() }
    var values: [Value] = []
    for _ in 0..<count { values.append(try read(&self)) }
    return values
  }

  mutating func texts() throws(DamagedBytes) -> [String] {
    try list { reader throws(DamagedBytes) in try reader.text() }
  }

  /// One of the values of an enumeration by its raw value.
  mutating func choice<Value: RawRepresentable<String>>() throws(DamagedBytes) -> Value {
    guard let value = Value(rawValue: try text()) else { throw DamagedBytes() }
    return value
  }
}
