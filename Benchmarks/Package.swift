// swift-tools-version: 6.2
import PackageDescription

// A package of its own: the timers are no part of the product, and the product's package needs no benchmark library.
// `bench` is C because a child's peak memory counts from what its parent holds when it starts it: the Swift runtime's
// 7 MiB would hide what git takes. `hclspeed` parses in its own process; Sources/HCL is a link to the parser.
let package = Package(
  name: "benchmarks",
  targets: [
    .executableTarget(name: "bench"),
    .target(name: "HCL"),
    .executableTarget(name: "hclspeed", dependencies: ["HCL"]),
  ],
  cLanguageStandard: .c17
)
