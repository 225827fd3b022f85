-- The tables of release 0.1.0 before names were linked across articles, with one article.

create table main.runs (
    run_id varchar not null,
    started_at timestamp not null,
    finished_at timestamp not null,
    status varchar not null,
    files_found integer not null,
    files_new integer not null,
    files_changed integer not null,
    files_gone integer not null,
    files_duplicate integer not null,
    files_rejected integer not null,
    articles_loaded integer not null,
    mentions_loaded integer not null,
    quotes_loaded integer not null,
    model_version varchar not null,
    code_version varchar not null
);

create table main.seed_files (
    path varchar not null,
    content_hash varchar,
    size_bytes bigint,
    status varchar not null,
    reason varchar,
    article_id varchar,
    first_seen_at timestamp not null,
    last_seen_at timestamp not null,
    run_id varchar not null
);

create table main.articles (
    article_id varchar not null,
    path varchar not null,
    title varchar,
    published_on date,
    date_precision varchar not null,
    language varchar not null,
    source varchar,
    author varchar,
    text varchar not null,
    char_count integer not null,
    token_count integer not null,
    model_version varchar not null,
    run_id varchar not null,
    loaded_at timestamp not null
);

create table main.entities (
    entity_id varchar not null,
    name varchar not null,
    label varchar not null,
    gender varchar not null
);

create table main.mentions (
    mention_id varchar not null,
    article_id varchar not null,
    entity_id varchar not null,
    start_char integer not null,
    end_char integer not null,
    surface varchar not null,
    label varchar not null,
    kind varchar not null,
    sentence_number integer not null
);

create table main.quotes (
    quote_id varchar not null,
    article_id varchar not null,
    type varchar not null,
    medium varchar not null,
    text varchar not null,
    start_char integer not null,
    end_char integer not null,
    cue varchar,
    frame varchar,
    speaker_surface varchar,
    addressee_surface varchar,
    parent_quote_id varchar,
    confidence double not null,
    sentence_number integer not null,
    block_kind varchar not null
);

create table main.quote_spans (
    quote_id varchar not null,
    role varchar not null,
    span_number integer not null,
    start_char integer not null,
    end_char integer not null
);

create table main.quote_speakers (
    quote_id varchar not null,
    entity_id varchar not null,
    mention_id varchar not null,
    method varchar not null,
    confidence double not null
);

insert into main.runs values (
    'r1', '2026-01-02 03:30:00', '2026-01-02 03:31:00', 'completed', 1, 1, 0, 0, 0, 0, 1, 4, 2, 'older', '0.1.0'
);

insert into main.seed_files values (
    'rat.txt', '00', 1, 'loaded', null, 'a1', '2026-01-02 03:30:00', '2026-01-02 03:30:00', 'r1'
);

insert into main.articles values (
    'a1', 'rat.txt', null, '2025-03-24', 'day', 'de', null, null,
    'Anna Blum sagte: „Wir kommen.“ Blum lachte. Das Amt schwieg. Kern rief: „Nein.“',
    79, 20, 'older', 'r1', '2026-01-02 03:30:00'
);

insert into main.entities values
    ('e1', 'Anna Blum', 'PER', 'unknown'),
    ('e2', 'Amt', 'ORG', 'unknown'),
    ('e3', 'Kern', 'PER', 'unknown');

insert into main.mentions values
    ('m1', 'a1', 'e1', 0, 9, 'Anna Blum', 'PER', 'name', 0),
    ('m2', 'a1', 'e1', 31, 35, 'Blum', 'PER', 'name', 1),
    ('m3', 'a1', 'e2', 48, 51, 'Amt', 'ORG', 'name', 2),
    ('m4', 'a1', 'e3', 61, 65, 'Kern', 'PER', 'name', 3);

insert into main.quotes values
    ('q1', 'a1', 'direct', 'speech', 'Wir kommen.', 18, 29, null, null, 'Anna Blum', null, null, 0.9, 0, 'paragraph'),
    ('q2', 'a1', 'direct', 'speech', 'Nein.', 73, 78, null, null, 'Kern', null, null, 0.9, 3, 'paragraph');

insert into main.quote_spans values
    ('q1', 'quote', 0, 18, 29),
    ('q2', 'quote', 0, 73, 78);

insert into main.quote_speakers values
    ('q1', 'e1', 'm1', 'frame', 0.9),
    ('q2', 'e3', 'm4', 'frame', 0.8);
