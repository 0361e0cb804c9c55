module "r" {
  source  = "./role"
  actions = ["s3:GetObject"]
}
