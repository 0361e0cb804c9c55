import JSON
import Testing

@Suite("Canonical JSON (RFC 8785)")
struct CanonicalJSONTests {
  /// Input and output of github.com/cyberphone/json-canonicalization `testdata`, the vectors of the RFC's
  /// author. Where a file holds fractions, which have no place in what we sign, only its other members stand
  /// here.
  @Test(
    "The published vectors",
    arguments: [
      (#"[ 56, { "d": true, "10": null, "1": [ ] } ]"#, #"[56,{"1":[],"10":null,"d":true}]"#),
      (
        #"{"peach":"This sorting order","péché":"is wrong according to French","#
          + #""pêche":"but canonicalization MUST","sin":"ignore locale"}"#,
        #"{"peach":"This sorting order","péché":"is wrong according to French","#
          + #""pêche":"but canonicalization MUST","sin":"ignore locale"}"#
      ),
      (
        #"{ "1": {"f": {"f": "hi","F": 5} ,"\n": 56}, "10": { }, "": "empty", "a": { }, "#
          + #""111": [ {"e": "yes","E": "no" } ], "A": { } }"#,
        #"{"":"empty","1":{"\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{"E":"no","e":"yes"}],"A":{},"a":{}}"#
      ),
      (#"{"Unnormalized Unicode":"A\u030a"}"#, "{\"Unnormalized Unicode\":\"A\u{30a}\"}"),
      (
        #"{"string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]}"#,
        #"{"literals":[null,true,false],"string":"€$\u000f\nA'B\"\\\\\"/"}"#
      ),
      (
        #"{"\u20ac":"Euro Sign","\r":"Carriage Return","\u000a":"Newline","1":"One","#
          + #""\u0080":"Control\u007f","\ud83d\ude02":"Smiley","#
          + #""\u00f6":"Latin Small Letter O With Diaeresis","\ufb33":"Hebrew Letter Dalet With Dagesh","#
          + #""</script>":"Browser Challenge"}"#,
        "{\"\\n\":\"Newline\",\"\\r\":\"Carriage Return\",\"1\":\"One\",\"</script>\":\"Browser Challenge\","
          + "\"\u{80}\":\"Control\u{7f}\",\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
          + "\"😂\":\"Smiley\",\"\u{FB33}\":\"Hebrew Letter Dalet With Dagesh\"}"
      ),
    ])
  func vectors(input: String, output: String) throws {
    let encoded = try CanonicalJSON.encode(JSONReader.parse(Array(input.utf8)))
    #expect(encoded == Array(output.utf8))
    #expect(try CanonicalJSON.encode(JSONReader.parse(encoded)) == encoded)
  }

  @Test("What has no canonical form is an error, never an approximation")
  func refusals() throws {
    let number = try #require(JSONNumber("1.0"))
    #expect(throws: JSONEncodingError.notAnInteger("1.0")) { try CanonicalJSON.encode([.number(number)]) }
    #expect(throws: JSONEncodingError.integerOutOfRange(.max)) { try CanonicalJSON.encode(.integer(.max)) }
    #expect(throws: JSONEncodingError.duplicateKey("a")) {
      try CanonicalJSON.encode(["a": 1, "b": 2, "a": 3])
    }
    var nested: JSONValue = 1
    for _ in 0...64 { nested = [nested] }
    #expect(throws: JSONEncodingError.tooDeep) { try CanonicalJSON.encode(nested) }
  }

  @Test("Pretty output keeps the order of members, two spaces a level")
  func pretty() {
    #expect(
      PrettyJSON.text(["b": 1, "a": ["x", [:], []]]) == """
        {
          "b": 1,
          "a": [
            "x",
            {},
            []
          ]
        }

        """)
  }

  @Test("Pretty output writes what steers a terminal or shows as nothing as an escape that means the same")
  func invisible() throws {
    let text = "##[x]#a\u{7F}\u{9B}\u{202E}\u{2028}\u{E0041}\"é漢"
    let shown = PrettyJSON.text(.string(text))
    #expect(shown == "\"\\u0023#[x]#a\\u007f\\u009b\\u202e\\u2028\\udb40\\udc41\\\"é漢\"\n")
    #expect(try JSONReader.parse(Array(shown.utf8)) == .string(text))
  }
}

@Suite("JSON values and cursors")
struct JSONCursorTests {
  @Test("Objects keep order when members are replaced, added and removed")
  func objects() {
    var object: JSONObject = ["a": 1, "b": 2]
    object["a"] = "one"
    object["c"] = nil
    object["d"] = .optional("x")
    object["b"] = .some(nil)
    #expect(object.keys == ["a", "b", "d"])
    object["b"] = nil
    #expect(object == ["a": "one", "d": "x"])
    #expect(JSONValue.object(object)["d"]?.string == "x")
    #expect(JSONValue.strings(["p", "q"])[1] == "q")
    #expect(JSONValue.strings(["p"])[1] == nil)
  }

  @Test("A cursor names the place of what is missing or of the wrong kind")
  func cursor() throws {
    let cursor = JSONCursor(["subject": [["name": 5, "digest": nil]]])
    let subject = try #require(try cursor.required("subject").elements().first)
    #expect(try subject.required("name").integer() == 5)
    #expect(try subject.optional("digest") == nil)
    #expect(message { try subject.required("uri").string() } == "$.subject[0].uri is missing")
    #expect(
      message { try subject.required("name").string() }
        == "$.subject[0].name is not of type string but integer")
    #expect(
      message { try cursor.required("subject").object() } == "$.subject is not of type object but array")
    #expect(subject.invalid("is odd").description == "$.subject[0] is odd")
  }

  private func message(_ body: () throws -> some Any) -> String? {
    do {
      _ = try body()
      return nil
    } catch {
      return String(describing: error)
    }
  }
}
