"""Audits all forms below a folder: spark-submit audit_job.py INPUT OUTPUT [--files-per-round N]"""

from jixiao.spark import main

main()
