a = <<EOT
\n \" $${x} %%{y} $ %
EOT
