// biome-ignore-all lint: old syntax on purpose, see below
// What `earshot` and `earshot-relay` start with. Old syntax on purpose: an old Node.js has to be able to read this, to find a Node.js that
// can run the program, or to say what is needed.

// Node's own modules are loaded when needed: each costs a command a millisecond or more.
var root = require('path').join(__filename, '..', '..')
var NEEDED = [24, 7]

function isNewEnough() {
  var version = process.versions.node.split('.').map(Number)
  return version[0] > NEEDED[0] || (version[0] === NEEDED[0] && version[1] >= NEEDED[1])
}

function run(bundle) {
  // Started by the older Node.js below: when that one is killed, so are we, as if it had been us.
  if (process.env.EARSHOT_REEXEC && process.channel) {
    delete process.env.EARSHOT_REEXEC
    process.on('disconnect', () => {
      process.kill(process.pid, 'SIGKILL')
    })
    process.channel.unref()
  }
  var program = require('path').join(root, 'dist', bundle)
  if (!require('fs').existsSync(program)) {
    console.error('earshot is not built yet: run `npm ci` in ' + root)
    process.exit(1)
  }
  require('module').enableCompileCache()
  require(program)
}

/** The Node.js that a checkout brings along. */
function findNode() {
  var path = require('path')
  var fs = require('fs')
  var modules = path.join(root, 'node_modules')
  var name = 'node-' + (process.platform === 'win32' ? 'win' : process.platform) + '-' + process.arch
  var program = process.platform === 'win32' ? 'node.exe' : 'node'
  var candidates = [path.join(modules, name, 'bin', program), path.join(modules, '.bin', program)]
  for (var i = 0; i < candidates.length; i++) {
    if (fs.existsSync(candidates[i])) return candidates[i]
  }
  return undefined
}

function runWith(node, name, file) {
  var spawn = require('child_process').spawn
  var env = Object.assign({}, process.env, { EARSHOT_REEXEC: '1' })
  var child = spawn(node, [file].concat(process.argv.slice(2)), {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: env,
  })
  var signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2', 'SIGCONT']
  signals.forEach(signal => {
    process.on(signal, () => {
      // A terminal sends these to both of us; it has them already then.
      if (signal === 'SIGINT' && process.stdin.isTTY) return
      child.kill(signal)
    })
  })
  child.on('error', error => {
    console.error(name + ': ' + node + ' cannot be started: ' + error.message)
    process.exit(1)
  })
  child.on('exit', (code, signal) => {
    if (signal) {
      signals.forEach(each => {
        process.removeAllListeners(each)
      })
      process.kill(process.pid, signal)
    } else {
      process.exit(code)
    }
  })
}

/**
 * Runs a program of `dist/`.
 * name: what people typed; file: the path of that, for another Node.js to start; bundle: the file in `dist/`.
 */
module.exports = function launch(name, file, bundle) {
  if (isNewEnough()) {
    run(bundle)
    return
  }
  var node = findNode()
  if (node !== undefined && !process.env.EARSHOT_REEXEC) {
    runWith(node, name, file)
  } else {
    console.error(name + ' needs Node.js ' + NEEDED.join('.') + ' or newer; this is ' + process.versions.node + '.')
    process.exit(1)
  }
}
