a = <<EOT
{"Statement": [{"Action": "*"}]}
~} } { "
EOT
