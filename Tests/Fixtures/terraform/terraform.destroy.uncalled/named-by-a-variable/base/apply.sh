#!/bin/sh
for name in orders; do terraform -chdir="modules/$name" apply; done
