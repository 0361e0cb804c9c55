#!/bin/sh
apt-get install -y ufw
ufw enable
