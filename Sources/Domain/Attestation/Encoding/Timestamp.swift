/// A second in UTC, written as RFC 3339 with a `Z`: `2027-06-30T00:00:00Z`.
public struct Timestamp: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
  public let seconds: Int64

  /// The times that four digits of a year can write, from 1970 on.
  private static let range: ClosedRange<Int64> = 0...253_402_300_799

  /// The time so many seconds after 1970 began; one before 1970 or after 9999 is cut to the nearest that
  /// can be written.
  public init(seconds: Int64) {
    self.seconds = min(max(seconds, Self.range.lowerBound), Self.range.upperBound)
  }

  /// Reads `YYYY-MM-DDTHH:MM:SSZ` and nothing else: no offset, no fraction, no lower case, no leap second,
  /// no date that the Gregorian calendar lacks.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    let template = Array("dddd-dd-ddTdd:dd:ddZ".utf8)
    guard bytes.count == template.count else { return nil }
    for (byte, expected) in zip(bytes, template) {
      guard expected == UInt8(ascii: "d") ? (0x30...0x39).contains(byte) : byte == expected else {
        return nil
      }
    }
    func number(_ range: Range<Int>) -> Int64 { bytes[range].reduce(0) { $0 * 10 + Int64($1 - 0x30) } }
    let date = CalendarDate(year: number(0..<4), month: number(5..<7), day: number(8..<10))
    let (hour, minute, second) = (number(11..<13), number(14..<16), number(17..<19))
    guard date.exists, date.year >= 1970, hour < 24, minute < 60, second < 60 else { return nil }
    seconds = date.daysSince1970 * 86_400 + hour * 3600 + minute * 60 + second
  }

  /// `YYYY-MM-DDTHH:MM:SSZ`.
  public var text: String {
    let date = CalendarDate(daysSince1970: seconds / 86_400)
    let second = seconds % 86_400
    func padded(_ value: Int64, _ width: Int = 2) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
    return "\(padded(date.year, 4))-\(padded(date.month))-\(padded(date.day))"
      + "T\(padded(second / 3600)):\(padded(second / 60 % 60)):\(padded(second % 60))Z"
  }

  public var description: String { text }

  public static func < (left: Timestamp, right: Timestamp) -> Bool { left.seconds < right.seconds }
}

/// A day of the Gregorian calendar. Counting uses years that start in March, so that the leap day comes last.
private struct CalendarDate {
  var year: Int64
  var month: Int64
  var day: Int64

  init(year: Int64, month: Int64, day: Int64) {
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// - Parameter days: not negative.
  init(daysSince1970 days: Int64) {
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
  }

  var exists: Bool {
    guard (1...12).contains(month), day >= 1 else { return false }
    let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    let length: Int64 = month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    return day <= length
  }

  var daysSince1970: Int64 {
    let shifted = month > 2 ? year : year - 1
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
  }
}
