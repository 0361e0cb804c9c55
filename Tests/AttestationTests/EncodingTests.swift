import Attestation
import Foundation
import Testing

@Suite("Base 64 and timestamps")
struct EncodingTests {
  @Test("The vectors of RFC 4648 §10", arguments: ["", "f", "fo", "foo", "foob", "fooba", "foobar"])
  func base64Vectors(text: String) {
    let expected = Data(text.utf8).base64EncodedString()
    #expect(Base64.encode(Array(text.utf8)) == expected)
    #expect(Base64.decode(expected) == Array(text.utf8))
    #expect(Base64.decodeAnyVariant(expected.replacing("=", with: "")) == Array(text.utf8))
  }

  @Test("All 256 bytes go there and back, and Foundation agrees")
  func allBytes() {
    let bytes = Array(UInt8.min...UInt8.max)
    let text = Base64.encode(bytes)
    #expect(text == Data(bytes).base64EncodedString())
    #expect(Base64.decode(text) == bytes)
    let urlSafe = text.replacing("+", with: "-").replacing("/", with: "_")
    #expect(Base64.decode(urlSafe) == nil)
    #expect(Base64.decodeAnyVariant(urlSafe) == bytes)
    #expect(Base64.decodeAnyVariant(urlSafe.replacing("-", with: "+")) == nil, "two alphabets in one text")
  }

  @Test(
    "Other spellings are refused",
    arguments: ["Zg", "Zg=", "Zh==", "Zm9=", "Zg===", "Z===", "====", "Zg==\n", "Z g=", "Zg==Zg=="])
  func refusals(text: String) {
    #expect(Base64.decode(text) == nil)
  }

  @Test(
    "Times are read and written, and Foundation agrees",
    arguments: [
      0, 1, 68_169_600, 951_782_400, 951_868_799, 1_709_164_800, 1_800_000_000, 4_107_542_399,
      253_402_300_799,
    ] as [Int64])
  func timestamps(seconds: Int64) {
    let text = Timestamp(seconds: seconds).text
    #expect(text == Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601))
    #expect(Timestamp(text)?.seconds == seconds)
  }

  @Test("Each day of four centuries is the day after the one before")
  func days() {
    for day in stride(from: Int64(0), to: 400 * 366, by: 1) {
      let time = Timestamp(seconds: day * 86_400)
      guard Timestamp(time.text) == time else {
        Issue.record("\(time.text)")
        return
      }
    }
  }

  @Test(
    "Anything else is no time",
    arguments: [
      "", "2027-06-30", "2027-06-30T00:00:00", "2027-06-30T00:00:00z", "2027-06-30T00:00:00+00:00",
      "2027-06-30T00:00:00.0Z", "2027-02-29T00:00:00Z", "2100-02-29T00:00:00Z", "2027-13-01T00:00:00Z",
      "2027-00-01T00:00:00Z", "2027-04-31T00:00:00Z", "2027-06-30T24:00:00Z", "2027-06-30T23:60:00Z",
      "2027-06-30T23:59:60Z", "1969-12-31T23:59:59Z", "2027-06-3 T00:00:00Z", "２027-06-30T00:00:00Z",
    ])
  func notTimes(text: String) {
    #expect(Timestamp(text) == nil)
  }

  @Test("A clock beyond what can be written is cut to it")
  func clamped() {
    #expect(Timestamp(seconds: .min).text == "1970-01-01T00:00:00Z")
    #expect(Timestamp(seconds: .max).text == "9999-12-31T23:59:59Z")
  }
}
