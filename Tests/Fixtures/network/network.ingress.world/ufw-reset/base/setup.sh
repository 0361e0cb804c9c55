#!/bin/sh
ufw default deny incoming
ufw allow from 10.0.0.0/8 to any port 22 proto tcp
ufw --force enable
