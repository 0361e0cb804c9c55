module "db" {
  source = "git::https://github.com/acme/modules//s3/logs@?ref=6fecf620f987ba6456ea6d7307aed7d83f077c32"
  name = "orders"
}
