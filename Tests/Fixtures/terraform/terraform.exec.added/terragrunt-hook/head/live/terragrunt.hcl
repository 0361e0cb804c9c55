terraform {
  source = "../../modules/net"
  before_hook "x" {
    commands = ["plan"]
    execute  = ["sh", "-c", "id"]
  }
}
inputs = {
  name = "a"
}
