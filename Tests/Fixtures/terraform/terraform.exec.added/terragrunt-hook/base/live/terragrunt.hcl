terraform {
  source = "../../modules/net"
}
inputs = {
  name = "a"
}
