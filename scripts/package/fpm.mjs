#!/usr/bin/env node
// Makes the deb or rpm that electron-builder asks for. It calls a program named fpm with a small, fixed set of options; fpm itself
// comes from rubygems and GitHub only, dpkg-deb and rpmbuild from every distribution. Options as fpm has them, paths `from=to`.
import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, cpSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const SEVERAL = ['-d', '--deb-recommends', '--deb-suggests', '--conflicts', '--provides', '--replaces']
const ALONE = ['--force']
const SCRIPTS = {
  '--before-install': 'preinst',
  '--after-install': 'postinst',
  '--before-remove': 'prerm',
  '--after-remove': 'postrm',
}
const COMPRESSIONS = { gz: 'gzip', zst: 'zstd' }

/** `{ options, paths }` of fpm's command line; options that may come several times are lists. */
function read(words) {
  const options = {}
  const paths = []
  for (let index = 0; index < words.length; index++) {
    const word = words[index]
    if (ALONE.includes(word)) continue
    if (!word.startsWith('-')) paths.push(word)
    else if (SEVERAL.includes(word)) (options[word] ??= []).push(words[++index])
    else options[word] = words[++index]
  }
  return { options, paths }
}

/** Copies everything to where it will lie. Links stay links. */
function stageFiles(paths, stage) {
  for (const path of paths) {
    const at = path.lastIndexOf('=')
    const [from, to] = [path.slice(0, at), join(stage, path.slice(at + 1))]
    const isFolder = statSync(from).isDirectory()
    mkdirSync(isFolder ? to : dirname(to), { recursive: true })
    cpSync(from, to, { recursive: true, verbatimSymlinks: true })
    if (!isFolder) chmodSync(to, 0o644)
  }
}

function* walk(folder) {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name)
    const isFolder = lstatSync(path).isDirectory()
    yield { path, isFolder }
    if (isFolder) yield* walk(path)
  }
}

function paragraphs(options) {
  const [first, ...rest] = (options['--description'] ?? options['--name']).trim().split('\n')
  return { first, rest: rest.map((line) => line.trim()) }
}

function makeDeb(options, stage) {
  const control = join(stage, 'DEBIAN')
  const size = [...walk(stage)].reduce((sum, { path, isFolder }) => sum + (isFolder ? 0 : lstatSync(path).size), 0)
  mkdirSync(control)
  writeFileSync(join(control, 'control'), controlOf(options, Math.ceil(size / 1024)))
  for (const [option, name] of Object.entries(SCRIPTS)) {
    if (!options[option]) continue
    const script = readFileSync(options[option], 'utf8')
    writeFileSync(join(control, name), script.startsWith('#!') ? script : `#!/bin/sh\n${script}`, { mode: 0o755 })
  }
  const kind = options['--deb-compression'] ?? 'xz'
  const level = process.env.PERCH_DEB_LEVEL ? [`-z${process.env.PERCH_DEB_LEVEL}`] : []
  const how = ['--root-owner-group', `-Z${COMPRESSIONS[kind] ?? kind}`, ...level]
  execFileSync('dpkg-deb', [...how, '--build', stage, options['--package']], { stdio: ['ignore', 'ignore', 'inherit'] })
}

function controlOf(options, sizeKib) {
  const { first, rest } = paragraphs(options)
  const fields = {
    Package: options['--name'],
    Version: options['--version'],
    License: options['--license'],
    Vendor: options['--vendor'],
    Architecture: options['--architecture'],
    Maintainer: options['--maintainer'],
    'Installed-Size': sizeKib,
    Depends: options['-d']?.join(', '),
    Recommends: options['--deb-recommends']?.join(', '),
    Section: options['--category'] ?? 'net',
    Priority: options['--deb-priority'] ?? 'optional',
    Homepage: options['--url'],
    Description: [first, ...rest.map((line) => ` ${line || '.'}`)].join('\n'),
  }
  const lines = Object.entries(fields).filter(([, value]) => value)
  return `${lines.map(([name, value]) => `${name}: ${value}`).join('\n')}\n`
}

function makeRpm(options, { stage, folder }) {
  const spec = join(folder, 'perch.spec')
  writeFileSync(spec, specOf(options, stage))
  const architecture = options['--architecture'] === 'amd64' ? 'x86_64' : options['--architecture']
  const where = ['--buildroot', stage, '--define', `_rpmdir ${folder}/made`, '--define', `_topdir ${folder}/top`]
  execFileSync('rpmbuild', ['-bb', '--target', architecture, ...where, '--noclean', spec], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [made] = [...walk(join(folder, 'made'))].filter(({ path }) => path.endsWith('.rpm'))
  copyFileSync(made.path, options['--package'])
}

function specOf(options, stage) {
  const { first, rest } = paragraphs(options)
  const files = [...walk(stage)].map(({ path, isFolder }) => ({ isFolder, path: path.slice(stage.length) }))
  const ours = files.filter(({ path, isFolder }) => !isFolder || path.startsWith('/opt/'))
  const script = (option, section) =>
    options[option] ? `%${section}\n${readFileSync(options[option], 'utf8').replaceAll('%', '%%')}\n` : ''
  return `%define __spec_install_post %{nil}
%define debug_package %{nil}
%define _build_id_links none
%define _binary_payload ${process.env.PERCH_RPM_PAYLOAD ?? 'w3.zstdio'}
AutoReqProv: no
Name: ${options['--name']}
Version: ${options['--version'].replaceAll('-', '~')}
Release: ${options['--iteration'] ?? 1}
Summary: ${first}
License: ${options['--license']}
Vendor: ${options['--vendor']}
URL: ${options['--url']}
Packager: ${options['--maintainer']}
${(options['-d'] ?? []).map((name) => `Requires: ${name}`).join('\n')}
%description
${[first, ...rest].join('\n')}
%files
%defattr(-,root,root,-)
${ours.map(({ path, isFolder }) => `${isFolder ? '%dir ' : ''}"${path}"`).join('\n')}
${script('--after-install', 'post')}${script('--after-remove', 'postun')}`
}

const { options, paths } = read(process.argv.slice(2))
const folder = mkdtempSync(join(tmpdir(), 'perch-package-'))
try {
  const stage = join(folder, 'stage')
  stageFiles(paths, stage)
  mkdirSync(dirname(options['--package']), { recursive: true })
  rmSync(options['--package'], { force: true })
  if (options['-t'] === 'deb') makeDeb(options, stage)
  else if (options['-t'] === 'rpm') makeRpm(options, { stage, folder })
  else throw new Error(`no way here to make a ${options['-t']}`)
  // electron-builder reads this line.
  console.log(JSON.stringify({ path: options['--package'] }))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
