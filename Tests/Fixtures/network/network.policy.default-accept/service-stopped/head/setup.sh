#!/bin/bash
set -e
systemctl disable --now ufw
