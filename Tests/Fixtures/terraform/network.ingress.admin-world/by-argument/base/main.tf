module "net" {
  source = "./net"
  from   = ["10.0.0.0/8"]
}
