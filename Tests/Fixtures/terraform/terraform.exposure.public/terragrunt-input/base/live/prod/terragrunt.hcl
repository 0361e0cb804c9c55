terraform {
  source = "${get_repo_root()}//modules/net"
}
inputs = {
  open = false
}
