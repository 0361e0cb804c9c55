module "net" {
  source = "./net"
  from   = ["0.0.0.0/0"]
}
