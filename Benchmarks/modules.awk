# Prints a git fast-import stream: one commit of `modules` Terraform modules of ten files each.

BEGIN {
  commit("refs/heads/main", 1, "The services")
  for (i = 0; i < modules; i++) {
    folder = sprintf("infra/service%03d/", i)
    file(folder "variables.tf", "variable \"instance_class\" {\n  default = \"db.t3.medium\"\n}\n")
    for (j = 1; j <= 9; j++) file(folder "part" j ".tf", terraform(i * 10 + j))
  }
}
