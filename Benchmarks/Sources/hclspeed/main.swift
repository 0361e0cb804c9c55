// How fast the HCL parser reads, in this process: `hclspeed [SECONDS] FILE…` parses all files again and again, and prints
// megabytes for each second of processor time. Without files it makes a corpus of its own.
#if canImport(Glibc)
  import Glibc
#endif
import HCL

/// The processor time of this process in seconds.
func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

func contents(_ path: String) -> [UInt8]? {
  guard let file = fopen(path, "rb") else { return nil }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = fread(&buffer, 1, buffer.count, file)
    if count == 0 { return bytes }
    bytes += buffer[..<count]
  }
}

/// A file of the kind that people write: some 64 resources of each of a few shapes, 60 KiB.
func generated() -> [UInt8] {
  var text = ""
  for number in 0..<64 {
    text += """
      # The database of service \(number).
      resource "aws_db_instance" "service_\(number)" {
        identifier              = "${var.prefix}-service-\(number)"
        engine                  = "postgres"
        instance_class          = lookup(local.sizes, terraform.workspace, "db.t4g.small")
        allocated_storage       = 100
        storage_encrypted       = true
        backup_retention_period = var.is_production ? 30 : 7
        vpc_security_group_ids  = [aws_security_group.service_\(number).id]
        tags = merge(local.tags, {
          Name    = "service-\(number)"
          Service = "service"
        })

        lifecycle {
          prevent_destroy = true
        }
      }

      resource "aws_security_group" "service_\(number)" {
        name = "service-\(number)"

        dynamic "ingress" {
          for_each = [for name, cidr in var.networks : cidr if startswith(name, "internal")]
          content {
            from_port   = 5432
            to_port     = 5432
            protocol    = "tcp"
            cidr_blocks = [ingress.value]
          }
        }
      }


      """
  }
  return Array(text.utf8)
}

var arguments = CommandLine.arguments.dropFirst()
var seconds = 5.0
if let first = arguments.first, let value = Double(first) {
  seconds = value
  arguments = arguments.dropFirst()
}
let files = arguments.isEmpty ? [generated()] : arguments.compactMap(contents)
let size = files.reduce(0) { $0 + $1.count }
var read = 0
var blocks = 0
let start = processorSeconds()
repeat {
  for file in files { blocks += HCL.parse(file).body.blocks.count }
  read += size
} while processorSeconds() - start < seconds
let rate = Double(read) / 1e6 / (processorSeconds() - start)
print("\(files.count) files, \(size) bytes, \(blocks * size / read) blocks: \((rate * 10).rounded() / 10) MB/s of processor time")
