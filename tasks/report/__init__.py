"""The report: pages that people read, made from the published warehouse; knows no Prefect."""
