import { functionsOf } from '../function-table.ts';

/** Section 5.16 of the reference: colours of a terminal. */
const DISPLAY = functionsOf('display', [
  { signatures: ['rgb(red bigint, green bigint, blue bigint) → color'], meaning: 'A colour of its three parts, each from 0 to 255.' },
  {
    signatures: [
      'color(name varchar) → color',
      'color(x num, low num, high num, from color, to color) → color',
      'color(x num, from color, to color) → color',
    ],
    meaning: 'A colour by name, or between two colours as a number lies between two others.',
  },
  {
    signatures: ['bar(x num, width bigint, [from color], [to color]) → varchar'],
    meaning: 'A coloured bar for a terminal, of a share of the width.',
  },
  { signatures: ['render(x any, colour color) → varchar', 'render(x boolean) → varchar'], meaning: 'A value in a colour for a terminal.' },
]);

const shape = (signature: string, meaning: string) => ({ signatures: [signature], meaning, only: 'trino' as const });

/** Section 5.16 of the reference: shapes on a map. */
const GEOSPATIAL = functionsOf('geospatial', [
  shape('st_point(x double, y double) → geometry', 'A point.'),
  shape('st_geometryfromtext(x varchar) → geometry', 'The shape that a text like `POINT (1 2)` tells.'),
  shape('st_astext(x geometry) → varchar', 'A shape as text.'),
  shape('st_contains(x geometry, y geometry) → boolean', 'Whether one shape contains another.'),
  shape('st_intersects(x geometry, y geometry) → boolean', 'Whether two shapes have a point in common.'),
  shape('st_distance(x geometry, y geometry) → double', 'The distance of two shapes.'),
  shape('st_boundary(x geometry) → geometry', 'The boundary of a shape.'),
  shape('st_buffer(x geometry, distance double) → geometry', 'All points within a distance of a shape.'),
  shape('st_area(x geometry) → double', 'The area of a shape.'),
  { signatures: ['geohash(lat double, lon double, [precision bigint]) → varchar'], meaning: 'The geohash of a place.', only: 'sls' },
  { signatures: ['geohash_decode(hash varchar) → any'], meaning: 'The place of a geohash.', only: 'sls' },
]);

const onSls = (signature: string, meaning: string) => ({ signatures: [signature], meaning, only: 'sls' as const });

/** Section 5.16 of the reference: amounts of data and time. */
const UNITS = functionsOf('units', [
  onSls('convert_data_size(x varchar, unit varchar) → varchar', 'An amount of data in another unit.'),
  onSls('format_data_size(bytes num) → varchar', 'A number of bytes to be read.'),
  onSls('parse_data_size(x varchar) → any', 'The number of bytes that a text tells.'),
  onSls('format_duration(milliseconds num) → varchar', 'A number of milliseconds to be read.'),
  onSls('parse_duration(x varchar) → any', 'The duration that a text tells.'),
  onSls('to_seconds(x any) → double', 'A duration in seconds.'),
]);

const OTHER = [
  ...functionsOf('funnel', [
    {
      kind: 'aggregate',
      signatures: ['window_funnel(window bigint, mode varchar, time any, …step boolean) → bigint'],
      meaning: 'How many of the steps were taken one after the other within a window of time.',
      only: 'sls',
    },
  ]),
  ...functionsOf('phone', [
    onSls('mobile_carrier(number any) → varchar', 'The carrier of a telephone number in China.'),
    onSls('mobile_city(number any) → varchar', 'The city of a telephone number in China.'),
    onSls('mobile_province(number any) → varchar', 'The province of a telephone number in China.'),
  ]),
];

const learned = (name: string, meaning: string) => onSls(`${name}(…x any) → any`, meaning);

/** Section 5.16 of the reference names these by family; SLS alone computes them. */
const MACHINE_LEARNING = functionsOf('machine learning', [
  learned('ts_smooth_simple', 'Smooths a time series.'),
  learned('ts_smooth_fir', 'Smooths a time series with a finite filter.'),
  learned('ts_smooth_iir', 'Smooths a time series with an infinite filter.'),
  learned('ts_period_detect', 'Finds the periods of a time series.'),
  learned('ts_cp_detect', 'Finds where a time series changes.'),
  learned('ts_find_peaks', 'Finds the peaks of a time series.'),
  learned('ts_predicate_simple', 'Forecasts a time series and marks what is unusual.'),
  learned('ts_predicate_ar', 'Forecasts a time series with an autoregressive model.'),
  learned('ts_predicate_arma', 'Forecasts a time series with an ARMA model.'),
  learned('ts_predicate_arima', 'Forecasts a time series with an ARIMA model.'),
  learned('ts_regression_predict', 'Forecasts the trend of a time series.'),
  learned('ts_decompose', 'Splits a time series into trend, season and rest.'),
  learned('ts_density_cluster', 'Groups time series by their shape.'),
  learned('ts_hierarchical_cluster', 'Groups time series step by step.'),
  learned('ts_similar_instance', 'Finds the time series that are like a given one.'),
  learned('pattern_stat', 'Finds combinations of values that occur often.'),
  learned('pattern_diff', 'Finds combinations of values that tell two sets apart.'),
  learned('rca_kpi_search', 'Finds which values make a figure unusual.'),
  learned('url_classify', 'Groups URLs by their shape.'),
]);

export const REMAINING_FUNCTIONS = [...DISPLAY, ...GEOSPATIAL, ...UNITS, ...OTHER, ...MACHINE_LEARNING];
