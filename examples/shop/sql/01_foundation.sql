-- The account's part: database, schemas, warehouse, and what may talk to the lake and to the on-call topic.
CREATE DATABASE IF NOT EXISTS shop COMMENT = 'Customers, products and orders of a web shop';
CREATE SCHEMA IF NOT EXISTS shop.bronze COMMENT = 'Rows as they arrived, with file and line';
CREATE SCHEMA IF NOT EXISTS shop.silver COMMENT = 'One clean row per customer, product and order';
CREATE SCHEMA IF NOT EXISTS shop.gold COMMENT = 'What the business reads';

CREATE WAREHOUSE IF NOT EXISTS shop_wh
  WAREHOUSE_SIZE = XSMALL
  AUTO_SUSPEND = 60
  AUTO_RESUME = TRUE
  INITIALLY_SUSPENDED = TRUE;
USE WAREHOUSE shop_wh;

CREATE STORAGE INTEGRATION IF NOT EXISTS shop_lake
  TYPE = EXTERNAL_STAGE
  STORAGE_PROVIDER = 'S3'
  ENABLED = TRUE
  STORAGE_AWS_ROLE_ARN = 'arn:aws:iam::001234567890:role/shop-lake'
  STORAGE_ALLOWED_LOCATIONS = ('s3://shop-lake/');

CREATE NOTIFICATION INTEGRATION IF NOT EXISTS shop_errors
  ENABLED = TRUE
  TYPE = QUEUE
  DIRECTION = OUTBOUND
  NOTIFICATION_PROVIDER = AWS_SNS
  AWS_SNS_TOPIC_ARN = 'arn:aws:sns:us-east-1:001234567890:shop-errors'
  AWS_SNS_ROLE_ARN = 'arn:aws:iam::001234567890:role/shop-errors';
